package org.plateau.tables.local;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFs;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FsConstants;
import org.apache.hadoop.fs.FsServerDefaults;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.local.LocalConfigKeys;

/**
 * The same files as {@link CheckedFiles} by Hadoop's other interface, which Delta commits through.
 */
public final class CheckedContext extends ChecksumFs {
  /** Made by Hadoop, with these two arguments. */
  public CheckedContext(URI uri, Configuration conf) throws IOException, URISyntaxException {
    super(new Raw(conf));
  }

  private static final class Raw extends DelegateToFileSystem {
    Raw(Configuration conf) throws IOException, URISyntaxException {
      super(
          FsConstants.LOCAL_FS_URI,
          new RawFiles(),
          conf,
          FsConstants.LOCAL_FS_URI.getScheme(),
          false);
    }

    /**
     * Renames; a file that must not overwrite takes its name in one step, so that of two processes
     * that commit the same version of a table one fails.
     *
     * @throws FileAlreadyExistsException if the name is taken
     */
    @Override
    public void renameInternal(Path from, Path to, boolean overwrite) throws IOException {
      java.nio.file.Path source = java.nio.file.Path.of(from.toUri().getPath());
      java.nio.file.Path target = java.nio.file.Path.of(to.toUri().getPath());
      if (!overwrite
          && Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)
          && takes(target, source)) {
        Files.delete(source);
      } else {
        super.renameInternal(from, to, overwrite);
      }
    }

    /** Gives a file a second name; false where the volume knows no such thing. */
    private static boolean takes(java.nio.file.Path name, java.nio.file.Path file)
        throws IOException {
      try {
        Files.createLink(name, file);
        return true;
      } catch (java.nio.file.FileAlreadyExistsException e) {
        throw (IOException) new FileAlreadyExistsException(name + ": exists").initCause(e);
      } catch (UnsupportedOperationException | FileSystemException e) {
        return false;
      }
    }

    @Override
    public int getUriDefaultPort() {
      return -1;
    }

    @Override
    public FsServerDefaults getServerDefaults(Path path) throws IOException {
      return LocalConfigKeys.getServerDefaults();
    }

    @Override
    public boolean isValidName(String name) {
      return true;
    }
  }
}
