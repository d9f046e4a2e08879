package org.plateau.stages.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.plateau.tables.Warehouse;

/**
 * A file that stands while a release is written. One that stands before that tells of a writer that
 * died: then the hashes in {@code releases} are not believed and all rows are compared.
 */
final class PendingMark {
  private static final String FOLDER = ".ingest";

  private final Warehouse warehouse;
  private final Path path;

  PendingMark(Warehouse warehouse, String corpus, String release) {
    this.warehouse = warehouse;
    String name = URLEncoder.encode(corpus + "@" + release, StandardCharsets.UTF_8);
    this.path = new Path(new Path(warehouse.root(), FOLDER), name);
  }

  boolean stands() {
    try {
      return files().exists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + path, e);
    }
  }

  void set() {
    try {
      files().create(path, true).close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path, e);
    }
  }

  void clear() {
    try {
      files().delete(path, false);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + path, e);
    }
  }

  private FileSystem files() throws IOException {
    return path.getFileSystem(warehouse.spark().sessionState().newHadoopConf());
  }
}
