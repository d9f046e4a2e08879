package org.plateau.tables;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.SparkSession;

/**
 * Settings of the Parquet writer for rows that hold long binary values. By default it looks at its
 * memory only after 100 rows and fills row groups of 128 MB a task; with clips of a megabyte that
 * is gigabytes. Delta hands no write option but the compression to Parquet, so the settings go
 * through the session while a write runs; a write beside it merely gets smaller row groups.
 */
final class WideRows {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "parquet.block.size", Integer.toString(64 << 20),
          "parquet.block.size.row.check.min", "1",
          "parquet.page.size.row.check.min", "1",
          "parquet.enable.dictionary", "false",
          // A partitioned table's rows would be sorted first, all of them, for nothing.
          "spark.sql.maxConcurrentOutputFileWriters", "4");

  private WideRows() {}

  static void write(SparkSession spark, Runnable write) {
    RuntimeConfig config = spark.conf();
    Map<String, String> before = new HashMap<>();
    for (String key : SETTINGS.keySet()) {
      String value = config.get(key, null);
      if (value != null) {
        before.put(key, value);
      }
    }
    SETTINGS.forEach(config::set);
    try {
      write.run();
    } finally {
      SETTINGS.keySet().forEach(config::unset);
      before.forEach(config::set);
    }
  }
}
