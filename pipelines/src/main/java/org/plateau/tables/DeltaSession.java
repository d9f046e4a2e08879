package org.plateau.tables;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.plateau.tables.local.CheckedContext;
import org.plateau.tables.local.CheckedFiles;

/** Settings that a Spark session needs before it opens a {@link Warehouse}. */
public final class DeltaSession {
  /** Rows a batch of the Parquet reader: 64 clips of 20 s are 40 MB, 4,096 would be 2.6 GB. */
  static final String READER_BATCH_ROWS = "64";

  private DeltaSession() {}

  /** Settings to give the session's builder; static ones among them cannot be set later. */
  public static Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension");
    settings.put(
        "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    settings.put("spark.databricks.delta.snapshotPartitions", "2");
    settings.put("spark.sql.parquet.columnarReaderBatchSize", READER_BATCH_ROWS);
    // VACUUM lists files with that many tasks, however few there are; Spark's default is 10,000.
    settings.put("spark.sql.sources.parallelPartitionDiscovery.parallelism", "64");
    settings.put("spark.sql.session.timeZone", "UTC");
    settings.put("spark.ui.showConsoleProgress", "false");
    return settings;
  }

  /** Settings for a session whose driver and tasks are one JVM: how it meets local files. */
  public static Map<String, String> localSettings() {
    return Map.of(
        "spark.hadoop.fs.file.impl", CheckedFiles.class.getName(),
        "spark.hadoop.fs.AbstractFileSystem.file.impl", CheckedContext.class.getName());
  }

  /** A builder with these settings; callers add master, name and their own. */
  public static SparkSession.Builder builder() {
    SparkSession.Builder builder = SparkSession.builder();
    settings().forEach(builder::config);
    return builder;
  }
}
