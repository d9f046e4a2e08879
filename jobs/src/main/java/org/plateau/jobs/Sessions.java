package org.plateau.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.plateau.config.PlateauConfig;

/**
 * Opens the Spark session of a job, within SparkSubmit and without it. What the Spark profile, or
 * spark-submit's own options, set already is left as it is.
 */
public final class Sessions {
  private static final int FEWEST_PARTITIONS = 2;
  private static final int CLUSTER_PARTITIONS = 64;

  private Sessions() {}

  /** The session; the caller closes it. */
  public static SparkSession open(String appName, PlateauConfig config) {
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.master", "local[*]");
    conf.setAppName("plateau " + appName);
    conf.setIfMissing("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension");
    conf.setIfMissing(
        "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    conf.setIfMissing("spark.databricks.delta.snapshotPartitions", "2");
    conf.set("spark.sql.session.timeZone", "UTC");
    conf.set("spark.sql.ansi.enabled", "true");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    conf.setIfMissing("spark.sql.warehouse.dir", emptyFolder().toUri().toString());
    if (conf.get("spark.master").startsWith("local")) {
      int cores = Runtime.getRuntime().availableProcessors();
      conf.setIfMissing("spark.ui.enabled", "false");
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
      conf.setIfMissing(
          "spark.sql.shuffle.partitions", Integer.toString(Math.max(FEWEST_PARTITIONS, cores)));
    } else {
      conf.setIfMissing("spark.sql.shuffle.partitions", Integer.toString(CLUSTER_PARTITIONS));
    }
    return SparkSession.builder().config(conf).getOrCreate();
  }

  /** Spark insists on making this folder, though all our tables have their own places. */
  private static Path emptyFolder() {
    try {
      Path folder = Files.createTempDirectory("plateau-spark-");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
