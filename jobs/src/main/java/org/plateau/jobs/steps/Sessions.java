package org.plateau.jobs.steps;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.plateau.config.PlateauConfig;
import org.plateau.tables.DeltaSession;

/**
 * Opens the Spark session of a job, within SparkSubmit and without it. What the Spark profile, or
 * spark-submit's own options, set already is left as it is.
 */
public final class Sessions {
  private static final int FEWEST_PARTITIONS = 2;
  private static final int CLUSTER_PARTITIONS = 64;

  private Sessions() {}

  /**
   * A session for one job.
   *
   * @param spark the session
   * @param own whether it was opened for this job; one that the program had open before is left
   *     open
   */
  public record Lease(SparkSession spark, boolean own) implements AutoCloseable {
    @Override
    public void close() {
      if (own) {
        stop(spark);
      }
    }

    /**
     * Stops, without the stack traces that Scala's futures print, past any log, where a failed job
     * left tasks behind whose pools are closed under them.
     */
    private static void stop(SparkSession spark) {
      PrintStream err = System.err;
      System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
      try {
        spark.stop();
      } finally {
        System.setErr(err);
      }
    }
  }

  /** The session of this program; opened now if there is none. */
  public static Lease lease(String appName, PlateauConfig config) {
    boolean open = SparkSession.getDefaultSession().exists(s -> !s.sparkContext().isStopped());
    return new Lease(open(appName, config), !open);
  }

  /** The session; the caller closes it. */
  public static SparkSession open(String appName, PlateauConfig config) {
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.master", "local[*]");
    conf.setAppName("plateau " + appName);
    DeltaSession.settings().forEach(conf::setIfMissing);
    conf.set("spark.sql.session.timeZone", "UTC");
    conf.set("spark.sql.ansi.enabled", "true");
    conf.setIfMissing("spark.task.cpus", Integer.toString(config.train().threads()));
    conf.setIfMissing("spark.sql.warehouse.dir", emptyFolder().toUri().toString());
    if (conf.get("spark.master").startsWith("local")) {
      int cores = Runtime.getRuntime().availableProcessors();
      conf.setIfMissing("spark.ui.enabled", "false");
      DeltaSession.localSettings().forEach(conf::setIfMissing);
      // Result tables are small: planning a query again after each stage costs more than it saves.
      conf.setIfMissing("spark.sql.adaptive.enabled", "false");
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
