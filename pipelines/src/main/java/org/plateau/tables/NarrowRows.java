package org.plateau.tables;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * Settings for many short rows: batches of the usual size, and one open file a partition of the
 * table in place of a sort. What stood before comes back at the end.
 */
public final class NarrowRows implements AutoCloseable {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "spark.sql.parquet.columnarReaderBatchSize", "4096",
          "spark.sql.maxConcurrentOutputFileWriters", "16");

  private final SparkSession spark;
  private final Map<String, String> before;

  private NarrowRows(SparkSession spark, Map<String, String> before) {
    this.spark = spark;
    this.before = before;
  }

  /** Plans or does something under these settings. */
  public static <T> T during(SparkSession spark, Supplier<T> work) {
    NarrowRows settings = begin(spark);
    try {
      return work.get();
    } finally {
      settings.close();
    }
  }

  /** Sets them; what is planned until the end has them. */
  public static NarrowRows begin(SparkSession spark) {
    Map<String, String> before = new HashMap<>();
    SETTINGS.forEach(
        (key, value) -> {
          before.put(key, spark.conf().get(key));
          spark.conf().set(key, value);
        });
    return new NarrowRows(spark, before);
  }

  @Override
  public void close() {
    before.forEach((key, value) -> spark.conf().set(key, value));
  }
}
