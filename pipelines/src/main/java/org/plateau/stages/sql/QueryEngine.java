package org.plateau.stages.sql;

import static scala.jdk.javaapi.CollectionConverters.asJava;

import java.math.BigInteger;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/**
 * Chooses how queries run. Compiling a query to Java takes seconds, more than interpreting it over
 * tables of a few megabytes, and so little is not worth splitting; over more, both pay.
 */
final class QueryEngine {
  private static final BigInteger LARGEST_INTERPRETED_BYTES = BigInteger.valueOf(16L << 20);

  private static final String SHUFFLE = "spark.sql.shuffle.partitions";

  private final SparkSession spark;
  private final String partitions;

  /** Starts with interpreting, also for reading the tables' logs. */
  QueryEngine(SparkSession spark) {
    this.spark = spark;
    this.partitions = spark.conf().get(SHUFFLE);
    spark.conf().set("spark.databricks.delta.snapshotPartitions", "1");
    compile(false);
  }

  /** Sets the session for a query that is analysed and has not run. */
  void suit(Dataset<Row> query) {
    LogicalPlan plan =
        ((org.apache.spark.sql.classic.Dataset<Row>) query).queryExecution().optimizedPlan();
    BigInteger bytes = BigInteger.ZERO;
    for (LogicalPlan leaf : asJava(plan.collectLeaves())) {
      bytes = bytes.add(leaf.stats().sizeInBytes().bigInteger());
    }
    compile(bytes.compareTo(LARGEST_INTERPRETED_BYTES) > 0);
  }

  private void compile(boolean compile) {
    spark.conf().set("spark.sql.codegen.wholeStage", Boolean.toString(compile));
    spark.conf().set("spark.sql.codegen.factoryMode", compile ? "FALLBACK" : "NO_CODEGEN");
    spark.conf().set(SHUFFLE, compile ? partitions : "1");
  }
}
