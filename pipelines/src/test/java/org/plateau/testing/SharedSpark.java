package org.plateau.testing;

import org.apache.spark.sql.SparkSession;
import org.plateau.tables.DeltaSession;

/**
 * The one Spark session of the integration tests: two threads, no user interface, loopback. Code
 * generation is off: compiling it takes longer than the few rows of a test.
 */
public final class SharedSpark {
  private static SparkSession session;

  private SharedSpark() {}

  public static synchronized SparkSession session() {
    if (session == null) {
      SparkSession.Builder builder = DeltaSession.builder();
      DeltaSession.localSettings().forEach(builder::config);
      session =
          builder
              .master("local[2]")
              .appName("plateau-tests")
              .config("spark.ui.enabled", "false")
              .config("spark.driver.host", "127.0.0.1")
              .config("spark.driver.bindAddress", "127.0.0.1")
              .config("spark.sql.shuffle.partitions", "2")
              .config("spark.sql.adaptive.enabled", "false")
              .config("spark.databricks.delta.snapshotPartitions", "1")
              .config("spark.sql.codegen.wholeStage", "false")
              .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
              .config("spark.sql.warehouse.dir", "target/spark-warehouse")
              .getOrCreate();
      session.sparkContext().setLogLevel("ERROR");
    }
    return session;
  }
}
