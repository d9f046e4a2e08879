package org.plateau.stages.ingest;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.plateau.audio.QuarantineReason;
import org.plateau.config.UserException;
import org.plateau.corpus.FileEntry;
import org.plateau.corpus.FileTree;
import org.plateau.corpus.QuarantineEntry;
import org.plateau.corpus.SafePaths;

/**
 * A folder on any of Hadoop's file systems, such as {@code s3a://bucket/corpus}: object stores have
 * no links, so a name is all that must be checked. An object store lists the whole tree at once,
 * thousands of names a request.
 */
public final class HadoopFileTree implements FileTree {
  private final FileSystem files;
  private final Path root;

  private HadoopFileTree(FileSystem files, Path root) {
    this.files = files;
    this.root = root;
  }

  /**
   * Opens a folder.
   *
   * @param setting name of the setting that holds the location, for messages
   * @throws UserException if there is no such folder, or its file system is not at hand
   */
  public static HadoopFileTree open(String setting, String location, Configuration conf) {
    Objects.requireNonNull(conf, "conf");
    try {
      Path path = new Path(location);
      FileSystem files = path.getFileSystem(conf);
      Path root = files.makeQualified(path);
      if (!files.getFileStatus(root).isDirectory()) {
        throw new FileNotFoundException("not a folder");
      }
      return new HadoopFileTree(files, root);
    } catch (IOException | IllegalArgumentException e) {
      throw new UserException(
          "%s: %s must be a readable folder (%s); mend the path, its credentials or the file system's jar"
              .formatted(setting, location, firstLine(e)));
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  @Override
  public Contents list() throws IOException {
    List<FileEntry> found = new ArrayList<>();
    List<QuarantineEntry> refused = new ArrayList<>();
    RemoteIterator<LocatedFileStatus> all = files.listFiles(root, true);
    while (all.hasNext()) {
      LocatedFileStatus status = all.next();
      String path = relative(status.getPath());
      Optional<String> problem = SafePaths.problem(path);
      if (problem.isPresent()) {
        refused.add(new QuarantineEntry(path, QuarantineReason.UNSAFE_PATH, problem.get()));
      } else {
        found.add(new FileEntry(path, status.getLen(), status.getModificationTime()));
      }
    }
    found.sort(Comparator.comparing(FileEntry::path));
    refused.sort(Comparator.comparing(QuarantineEntry::path));
    return new Contents(found, refused);
  }

  @Override
  public InputStream open(String path) throws IOException {
    SafePaths.require(path);
    // Built from its parts: as one text the name would be parsed, and ':' in it be a scheme.
    String full = root.toUri().getPath().replaceAll("/$", "") + "/" + path;
    return files.open(new Path(root.toUri().getScheme(), root.toUri().getAuthority(), full));
  }

  @Override
  public String location() {
    return root.toString();
  }

  private String relative(Path path) {
    String whole = path.toUri().getPath();
    String folder = root.toUri().getPath().replaceAll("/$", "");
    return whole.startsWith(folder + "/") ? whole.substring(folder.length() + 1) : whole;
  }
}
