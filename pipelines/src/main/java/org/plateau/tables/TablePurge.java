package org.plateau.tables;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import scala.Console$;
import scala.Option;
import scala.Tuple2;

/**
 * Takes rows out of a table for good: out of the newest version, then all older versions with their
 * files and log entries. Readers of an older version fail afterwards.
 */
public final class TablePurge {
  private static final String CHECK = "spark.databricks.delta.retentionDurationCheck.enabled";
  private static final Pattern LOG_FILE = Pattern.compile("(\\d{20})\\..*");

  private final Warehouse warehouse;
  private final SparkSession spark;

  public TablePurge(Warehouse warehouse) {
    this.warehouse = warehouse;
    this.spark = warehouse.spark();
  }

  /**
   * Deletes rows from the newest version. The rows are named by a join, so that the table's log
   * does not repeat what shall be forgotten.
   *
   * @param keys distinct rows whose columns are columns of the table
   * @return the number of rows deleted; with 0 no version was made
   */
  public long delete(TableSpec spec, Dataset<Row> keys) {
    if (!warehouse.exists(spec)) {
      return 0;
    }
    long matching = warehouse.read(spec).join(keys, keys.columns(), "left_semi").count();
    if (matching > 0) {
      StringBuilder same = new StringBuilder();
      for (String column : keys.columns()) {
        same.append(same.isEmpty() ? "" : " AND ");
        same.append("t.`").append(column).append("` = s.`").append(column).append('`');
      }
      Runnable merge =
          () ->
              warehouse
                  .folder(spec)
                  .table()
                  .as("t")
                  .merge(keys.as("s"), same.toString())
                  .whenMatched()
                  .delete()
                  .execute();
      warehouse.guarded(
          () -> {
            if (spec.wide()) {
              WideRows.write(spark, merge);
            } else {
              merge.run();
            }
          });
    }
    return matching;
  }

  /** Removes every older version of a table: its files, its change feed and its log entries. */
  public void forgetOlderVersions(TableSpec spec) {
    if (!warehouse.exists(spec)) {
      return;
    }
    String before = spark.conf().get(CHECK, null);
    spark.conf().set(CHECK, "false");
    try {
      warehouse.guarded(() -> vacuum(spec));
    } finally {
      if (before == null) {
        spark.conf().unset(CHECK);
      } else {
        spark.conf().set(CHECK, before);
      }
    }
    Tuple2<DeltaLog, Snapshot> log = DeltaLog.forTableWithSnapshot(spark, warehouse.path(spec));
    log._1().checkpoint(log._2(), Option.empty());
    dropLogBefore(spec, log._2().version());
    DeltaLog.clearCache();
  }

  /** Delta prints to the console how many files it deletes. */
  private void vacuum(TableSpec spec) {
    Console$.MODULE$.withOut(
        OutputStream.nullOutputStream(),
        () -> DeltaTable.forPath(spark, warehouse.path(spec)).vacuum(0.0));
  }

  /** The checkpoint holds what the table is; earlier entries tell only what it was. */
  private void dropLogBefore(TableSpec spec, long version) {
    Path folder = new Path(warehouse.path(spec), "_delta_log");
    try {
      FileSystem files = folder.getFileSystem(spark.sessionState().newHadoopConf());
      for (FileStatus file : files.listStatus(folder)) {
        Matcher name = LOG_FILE.matcher(file.getPath().getName());
        if (name.matches() && Long.parseLong(name.group(1)) < version) {
          files.delete(file.getPath(), false);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot tidy " + folder, e);
    }
  }
}
