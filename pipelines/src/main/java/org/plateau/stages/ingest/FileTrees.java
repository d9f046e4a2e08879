package org.plateau.stages.ingest;

import java.io.Serializable;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.plateau.corpus.FileTree;
import org.plateau.corpus.LocalFileTree;

/**
 * Opens a corpus's folder on the driver and on executors: a path or {@code file:} address as a
 * local folder, whose links are checked; any other address by its Hadoop file system.
 */
public final class FileTrees implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String LOCAL = "file:";

  private final String setting;
  private final String location;
  private final HashMap<String, String> settings = new HashMap<>();

  /**
   * What is needed to open a folder anywhere.
   *
   * @param setting name of the setting that holds the location, for messages
   * @param location path or address
   * @param conf the session's Hadoop settings; those of file systems travel to the executors
   */
  public FileTrees(String setting, String location, Configuration conf) {
    this.setting = setting;
    this.location = location;
    for (Map.Entry<String, String> entry : conf) {
      if (entry.getKey().startsWith("fs.")) {
        settings.put(entry.getKey(), entry.getValue());
      }
    }
  }

  /**
   * Opens the folder.
   *
   * @throws org.plateau.config.UserException if it cannot be read
   */
  public FileTree open() {
    if (location.startsWith(LOCAL)) {
      return LocalFileTree.open(setting, local());
    }
    if (!location.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
      return LocalFileTree.open(setting, Path.of(location));
    }
    Configuration conf = new Configuration();
    settings.forEach(conf::set);
    return HadoopFileTree.open(setting, location, conf);
  }

  /** Hadoop takes addresses as they stand, other programs write blanks as %20: both are met. */
  private Path local() {
    Path plain = Path.of(new org.apache.hadoop.fs.Path(location).toUri().getPath());
    if (Files.exists(plain)) {
      return plain;
    }
    try {
      return Path.of(URI.create(location));
    } catch (IllegalArgumentException e) {
      return plain;
    }
  }
}
