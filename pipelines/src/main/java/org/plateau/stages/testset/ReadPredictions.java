package org.plateau.stages.testset;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.execution.ColumnarToRowExec;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.InputAdapter;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import org.plateau.config.UserException;
import org.plateau.tables.NarrowRows;
import org.plateau.tables.RunTables;
import org.plateau.tables.Warehouse;

/**
 * Reads the predictions once, partition by partition, into arrays, and brings those of a test set
 * together: what is shuffled is a few bytes a prediction. Superseded runs are left out; runs of one
 * fold appear by themselves and pooled (see {@link org.plateau.stages.score.PooledFolds}).
 */
public final class ReadPredictions {
  private static final int FEWEST_TASKS = 16;

  private ReadPredictions() {}

  /**
   * The test sets, not yet computed: persist before use by several actions.
   *
   * @param classesByTask class names of each task, in the order of its logits
   * @param facts asked for once the query is planned
   * @param only which rows to read; null for all
   * @param confidence whether to read logits, for calibration
   */
  public static JavaRDD<Loaded> of(
      Warehouse warehouse,
      Map<String, List<String>> classesByTask,
      Supplier<RunFacts> facts,
      Column only,
      boolean confidence) {
    Dataset<Row> rows = warehouse.read(RunTables.PREDICTIONS);
    if (only != null) {
      rows = rows.where(only);
    }
    List<String> columns = new ArrayList<>(EncodeCells.COLUMNS);
    if (confidence) {
      columns.add(EncodeCells.LOGITS);
    }
    Dataset<Row> chosen =
        rows.select(columns.stream().map(name -> col(name)).toArray(Column[]::new));
    Map<String, List<String>> classes = new HashMap<>(classesByTask);
    int tasks =
        Math.max(FEWEST_TASKS, 2 * chosen.sparkSession().sparkContext().defaultParallelism());
    JavaPairRDD<SetKey, Block> blocks =
        NarrowRows.during(
            chosen.sparkSession(),
            () -> encoded(chosen, () -> new EncodeCells(classes, facts.get(), confidence)));
    return blocks.groupByKey(tasks).map(group -> load(group._1(), classes, group._2()));
  }

  /** Reads column batches where the plan is a scan that gives them, else rows. */
  private static JavaPairRDD<SetKey, Block> encoded(
      Dataset<Row> chosen, Supplier<EncodeCells> encoder) {
    Optional<SparkPlan> scan = scan(chosen.queryExecution().executedPlan());
    EncodeCells encode = encoder.get();
    if (scan.isEmpty()) {
      return chosen
          .queryExecution()
          .toRdd()
          .toJavaRDD()
          .mapPartitionsToPair(rows -> encode.blocks(new RowCells(rows)));
    }
    List<String> given = List.of(scan.get().schema().fieldNames());
    int[] places = Arrays.stream(chosen.columns()).mapToInt(given::indexOf).toArray();
    return scan.get()
        .executeColumnar()
        .toJavaRDD()
        .mapPartitionsToPair(batches -> encode.blocks(new BatchCells(batches, places)));
  }

  /** The scan, if nothing but an order of columns stands between it and the plan's rows. */
  private static Optional<SparkPlan> scan(SparkPlan plan) {
    SparkPlan inner = plan;
    while (inner instanceof WholeStageCodegenExec
        || inner instanceof ColumnarToRowExec
        || inner instanceof InputAdapter
        || (inner instanceof ProjectExec project
            && project.projectList().forall(column -> column instanceof AttributeReference))) {
      inner = inner.children().head();
    }
    List<String> given = List.of(inner.schema().fieldNames());
    boolean whole = given.containsAll(List.of(plan.schema().fieldNames()));
    return inner instanceof FileSourceScanExec && inner.supportsColumnar() && whole
        ? Optional.of(inner)
        : Optional.empty();
  }

  private static Loaded load(
      SetKey key, Map<String, List<String>> classes, Iterable<Block> blocks) {
    for (Block block : blocks) {
      if (block.problem() != null) {
        return new Loaded(null, block.problem());
      }
    }
    return new Loaded(TestSet.of(key, classes.get(key.task()), blocks), null);
  }

  /**
   * A test set, or why there is none.
   *
   * @param problem a mistake of the user's, or null
   */
  public record Loaded(TestSet testSet, String problem) implements Serializable {
    /**
     * @throws UserException for a set with a problem
     */
    public TestSet get() {
      if (problem != null) {
        throw new UserException(problem);
      }
      return testSet;
    }
  }
}
