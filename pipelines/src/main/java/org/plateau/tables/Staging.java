package org.plateau.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Rows in Parquet files that live until this is closed. Those of a killed driver go after a day.
 */
public final class Staging implements AutoCloseable {
  private static final String FOLDER = ".staging";
  private static final long KEPT_MILLIS = TimeUnit.DAYS.toMillis(1);

  private final SparkSession spark;
  private final Path path;

  private Staging(SparkSession spark, Path path) {
    this.spark = spark;
    this.path = path;
  }

  static Staging below(SparkSession spark, String root) {
    Path parent = new Path(root, FOLDER);
    try {
      FileSystem files = parent.getFileSystem(spark.sessionState().newHadoopConf());
      if (files.exists(parent)) {
        long oldest = System.currentTimeMillis() - KEPT_MILLIS;
        for (FileStatus left : files.listStatus(parent)) {
          if (left.getModificationTime() < oldest) {
            files.delete(left.getPath(), true);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot tidy " + parent, e);
    }
    return new Staging(spark, new Path(parent, UUID.randomUUID().toString()));
  }

  void fill(Dataset<Row> rows) {
    rows.write().option("compression", "uncompressed").parquet(path.toString());
  }

  /** The rows, from the files. */
  public Dataset<Row> rows() {
    return spark.read().parquet(path.toString());
  }

  @Override
  public void close() {
    try {
      path.getFileSystem(spark.sessionState().newHadoopConf()).delete(path, true);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + path, e);
    }
  }
}
