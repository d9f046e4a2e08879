package org.plateau.tables.local;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/** Local files as they are. Permissions and links are set and read within this process. */
final class RawFiles extends RawLocalFileSystem {
  private static final String MODE = "unix:mode";
  private static final int ALL_BITS = 0xfff;
  private static final int SET_ID_BITS = 0xc00;
  private static final boolean HAS_MODES =
      FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

  /** Sets what {@code chmod} with four digits sets: a folder keeps its set-id bits. */
  @Override
  public void setPermission(Path path, FsPermission permission) throws IOException {
    if (!HAS_MODES) {
      super.setPermission(path, permission);
      return;
    }
    java.nio.file.Path file = pathToFile(path).toPath();
    int before = (int) Files.getAttribute(file, MODE) & ALL_BITS;
    int kept = Files.isDirectory(file) ? before & SET_ID_BITS : 0;
    int after = kept | (permission.toShort() & ALL_BITS);
    if (after != before) {
      Files.setAttribute(file, MODE, after);
    }
  }

  @Override
  public FileStatus getFileLinkStatus(Path path) throws IOException {
    return Files.isSymbolicLink(pathToFile(path).toPath())
        ? super.getFileLinkStatus(path)
        : getFileStatus(path);
  }
}
