package org.plateau.stages.testset;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.plateau.config.UserException;
import org.plateau.tables.RunTables;
import org.plateau.tables.Warehouse;
import scala.Tuple2;

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
   * @param only which rows to read; null for all
   * @param confidence whether to read logits, for calibration
   */
  public static JavaRDD<Loaded> of(
      Warehouse warehouse,
      Map<String, List<String>> classesByTask,
      RunFacts facts,
      Column only,
      boolean confidence) {
    Dataset<Row> rows = warehouse.read(RunTables.PREDICTIONS);
    if (only != null) {
      rows = rows.where(only);
    }
    List<String> columns = new ArrayList<>(Encode.COLUMNS);
    if (confidence) {
      columns.add("logits");
    }
    Dataset<Row> chosen =
        rows.select(columns.stream().map(name -> col(name)).toArray(Column[]::new));
    Map<String, List<String>> classes = new HashMap<>(classesByTask);
    int tasks =
        Math.max(FEWEST_TASKS, 2 * chosen.sparkSession().sparkContext().defaultParallelism());
    JavaPairRDD<SetKey, Block> blocks =
        chosen
            .queryExecution()
            .toRdd()
            .toJavaRDD()
            .mapPartitionsToPair(new Encode(classes, facts, confidence));
    return blocks.groupByKey(tasks).map(group -> load(group._1(), classes, group._2()));
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

  /** Encodes a partition. */
  private static final class Encode
      implements PairFlatMapFunction<Iterator<InternalRow>, SetKey, Block> {
    private static final long serialVersionUID = 1L;

    static final List<String> COLUMNS =
        List.of(
            "run_id",
            "test_set",
            "condition",
            "utterance",
            "source",
            "experiment",
            "task",
            "release",
            "model",
            "seed",
            "speaker",
            "label",
            "prediction",
            "loss");
    private static final int RUN = COLUMNS.indexOf("run_id");
    private static final int TEST_SET = COLUMNS.indexOf("test_set");
    private static final int CONDITION = COLUMNS.indexOf("condition");
    private static final int UTTERANCE = COLUMNS.indexOf("utterance");
    private static final int SPEAKER = COLUMNS.indexOf("speaker");
    private static final int LABEL = COLUMNS.indexOf("label");
    private static final int PREDICTION = COLUMNS.indexOf("prediction");
    private static final int LOSS = COLUMNS.indexOf("loss");
    private static final int LOGITS = COLUMNS.size();

    private final Map<String, List<String>> classesByTask;
    private final RunFacts facts;
    private final boolean confidence;

    Encode(Map<String, List<String>> classesByTask, RunFacts facts, boolean confidence) {
      this.classesByTask = classesByTask;
      this.facts = facts;
      this.confidence = confidence;
    }

    /** Where the rows of one run on one test set go. */
    private record Target(BlockBuilder builder, RunClips run) {}

    @Override
    public Iterator<Tuple2<SetKey, Block>> call(Iterator<InternalRow> rows) {
      Map<SetKey, BlockBuilder> builders = new LinkedHashMap<>();
      Map<List<UTF8String>, List<Target>> targets = new HashMap<>();
      UTF8String run = null;
      UTF8String set = null;
      UTF8String condition = null;
      List<Target> current = List.of();
      while (rows.hasNext()) {
        InternalRow row = rows.next();
        if (!row.getUTF8String(RUN).equals(run)
            || !row.getUTF8String(CONDITION).equals(condition)
            || !row.getUTF8String(TEST_SET).equals(set)) {
          run = row.getUTF8String(RUN).clone();
          set = row.getUTF8String(TEST_SET).clone();
          condition = row.getUTF8String(CONDITION).clone();
          List<UTF8String> name = List.of(run, set, condition);
          current = targets.get(name);
          if (current == null) {
            current = targets(row, builders);
            targets.put(name, current);
          }
        }
        for (Target target : current) {
          add(row, target);
        }
      }
      return builders.values().stream()
          .map(builder -> new Tuple2<>(builder.key(), builder.build()))
          .iterator();
    }

    private List<Target> targets(InternalRow row, Map<SetKey, BlockBuilder> builders) {
      String run = row.getString(RUN);
      if (facts.superseded().contains(run)) {
        return List.of();
      }
      List<Target> targets = new ArrayList<>();
      targets.add(target(row, builders, run, row.getString(TEST_SET)));
      RunFacts.Pool pool = facts.folds().get(run);
      if (pool != null) {
        targets.add(target(row, builders, pool.runId(), pool.testSet()));
      }
      return targets;
    }

    private Target target(
        InternalRow row, Map<SetKey, BlockBuilder> builders, String run, String testSet) {
      SetKey key =
          new SetKey(
              text(row, "source"),
              text(row, "task"),
              text(row, "release"),
              testSet,
              row.getString(CONDITION));
      List<String> classes = classesByTask.get(key.task());
      BlockBuilder builder =
          builders.computeIfAbsent(
              key,
              k -> new BlockBuilder(k, classes, classes == null ? unknownTask(key.task()) : null));
      int seed = COLUMNS.indexOf("seed");
      return new Target(
          builder,
          builder.run(
              run,
              text(row, "experiment"),
              text(row, "model"),
              row.isNullAt(seed) ? 0 : row.getLong(seed)));
    }

    private static String text(InternalRow row, String column) {
      int i = COLUMNS.indexOf(column);
      return row.isNullAt(i) ? "" : Objects.toString(row.getUTF8String(i), "");
    }

    private String unknownTask(String task) {
      return "task %s: predictions name it, but the configuration does not; known are %s"
          .formatted(task, classesByTask.keySet().stream().sorted().toList());
    }

    private void add(InternalRow row, Target target) {
      BlockBuilder builder = target.builder();
      if (builder.hasProblem()) {
        return;
      }
      UTF8String speaker = row.isNullAt(SPEAKER) ? null : row.getUTF8String(SPEAKER);
      int clip = builder.clip(row.getUTF8String(UTTERANCE), speaker);
      if (speaker != null) {
        target.run().knowsSpeakers();
      }
      byte label =
          row.isNullAt(LABEL) ? RunClips.NO_LABEL : builder.classOf(row.getUTF8String(LABEL));
      byte prediction = builder.classOf(row.getUTF8String(PREDICTION));
      double loss = row.isNullAt(LOSS) ? Double.NaN : row.getDouble(LOSS);
      target.run().add(clip, label, prediction, (float) loss);
      if (confidence && label >= 0 && !builder.hasProblem() && !row.isNullAt(LOGITS)) {
        target.run().addConfidence(label, row.getArray(LOGITS).toFloatArray(), loss);
      }
    }
  }
}
