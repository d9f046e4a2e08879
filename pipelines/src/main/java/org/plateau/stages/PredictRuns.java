package org.plateau.stages;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.util.CollectionAccumulator;
import org.plateau.audio.condition.ConditionSpec;
import org.plateau.config.UserException;
import org.plateau.nn.training.PredictRequest;
import org.plateau.packs.PackSpec;
import org.plateau.stages.plan.PlannedRun;
import org.plateau.tables.RunTables;
import org.plateau.tables.Warehouse;
import org.plateau.worker.WorkerSettings;

/**
 * Predicts what is not predicted yet, clip by clip. Rows that no longer agree with the plan are
 * deleted first; then one Spark task a run loads the network once and predicts what lacks. A run
 * fails alone.
 */
public final class PredictRuns {
  /** Condition of recordings as they are. */
  public static final String CLEAN = "clean";

  /** Runs whose predictions one commit holds at most: what a killed driver can lose. */
  private static final int RUNS_A_COMMIT = 16;

  private final Warehouse warehouse;
  private final WorkFolders folders;
  private final WorkerSettings settings;
  private final PackPlace place;

  public PredictRuns(
      Warehouse warehouse, WorkFolders folders, WorkerSettings settings, PackPlace place) {
    this.place = place;
    this.warehouse = warehouse;
    this.folders = folders;
    this.settings = settings;
  }

  /**
   * What happened.
   *
   * @param runs runs that predicted something now
   * @param deleted rows that had become wrong
   * @param failed runs whose worker failed
   */
  public record Result(int runs, long deleted, List<RunOutcome> failed) {
    public Result {
      failed = List.copyOf(failed);
    }
  }

  /** Predicts the test sets of all planned runs that are trained, as they are. */
  public Result execute(List<PlannedRun> plan) throws IOException {
    return execute(plan, List.of());
  }

  /**
   * Predicts the test sets of all planned runs that are trained.
   *
   * @param heard conditions under which they are predicted beside as they are; runs on stored
   *     features are left out there, for those are of the clean recordings
   */
  public Result execute(List<PlannedRun> plan, List<ConditionSpec> heard) throws IOException {
    Map<String, String> weights = trainedWeights();
    List<PlannedRun> trained =
        plan.stream().filter(run -> weights.containsKey(run.runId())).toList();
    Map<String, List<Lacking>> missing = new HashMap<>();
    long deleted = lacking(trained, null, missing);
    List<PlannedRun> hearing = trained.stream().filter(PredictRuns::hears).toList();
    for (ConditionSpec condition : heard) {
      deleted += lacking(hearing, condition, missing);
    }
    BuildPacks packs = new BuildPacks(warehouse, folders.packs());
    List<String> orders = new ArrayList<>();
    for (PlannedRun run : trained) {
      List<Lacking> lacking = missing.get(run.runId());
      if (lacking != null) {
        orders.add(StageJson.write(order(run, weights.get(run.runId()), lacking, packs)));
      }
    }
    return new Result(orders.size(), deleted, carryOut(orders));
  }

  /** True if the run reads samples, which a condition changes. */
  public static boolean hears(PlannedRun run) {
    return run.extractor() == null;
  }

  /**
   * What a run has not predicted under a condition.
   *
   * @param condition null for recordings as they are
   * @param testSets the utterances by test set, empty for all of them
   */
  private record Lacking(ConditionSpec condition, Map<String, List<String>> testSets) {
    static String name(ConditionSpec condition) {
      return condition == null ? CLEAN : condition.name();
    }

    String name() {
      return name(condition);
    }
  }

  /** Deletes what has become wrong and adds what lacks; returns the number of rows deleted. */
  private long lacking(
      List<PlannedRun> runs, ConditionSpec condition, Map<String, List<Lacking>> missing) {
    if (runs.isEmpty()) {
      return 0;
    }
    ExpectedPredictions expected =
        new ExpectedPredictions(warehouse, runs, Lacking.name(condition));
    long deleted = expected.deleteStale();
    expected
        .missing()
        .forEach(
            (runId, testSets) ->
                missing
                    .computeIfAbsent(runId, id -> new ArrayList<>())
                    .add(new Lacking(condition, testSets)));
    return deleted;
  }

  private Map<String, String> trainedWeights() {
    Map<String, String> weights = new TreeMap<>();
    warehouse
        .read(RunTables.RUNS)
        .where(col("weights_path").isNotNull())
        .select("run_id", "weights_path")
        .collectAsList()
        .forEach(row -> weights.put(row.getString(0), row.getString(1)));
    return weights;
  }

  private PredictOneRun.Order order(
      PlannedRun run, String weights, List<Lacking> lacking, BuildPacks packs) throws IOException {
    RunCard card =
        StageJson.readFile(
                folders.runs().resolve(run.runId()).resolve(RunCard.FILE_NAME), RunCard.class)
            .orElseThrow(
                () ->
                    new UserException(
                        "run %s: its folder %s is gone; delete its row in runs to train it again"
                            .formatted(run.runId(), folders.runs().resolve(run.runId()))));
    List<PredictRequest.Slice> slices = new ArrayList<>();
    for (Lacking under : lacking) {
      for (Map.Entry<String, List<String>> entry : under.testSets().entrySet()) {
        Path pack = packs.ensure(packSpec(run), run.fold().tests().get(entry.getKey()));
        if (under.condition() != null) {
          pack = new DegradePack(warehouse, folders.packs()).ensure(pack, under.condition());
        }
        slices.add(
            new PredictRequest.Slice(
                pack.toString(), entry.getKey(), under.name(), entry.getValue()));
      }
    }
    PredictRequest request =
        new PredictRequest(
            card.runId(),
            card.model(),
            card.architecture(),
            card.featureSet(),
            card.options(),
            card.classes(),
            folders.root().resolve(weights).toString(),
            card.minSamples(),
            slices);
    Path log = folders.logs().resolve("predict-" + card.runId() + ".log");
    return new PredictOneRun.Order(card, request, settings.withLogFile(log), place);
  }

  /** What the packs of a run hold. */
  static PackSpec packSpec(PlannedRun run) {
    return BuildPacks.spec(run.task(), run.classes(), run.model().featureSet(), run.extractor());
  }

  private List<RunOutcome> carryOut(List<String> orders) {
    List<RunOutcome> failed = new ArrayList<>();
    for (int from = 0; from < orders.size(); from += RUNS_A_COMMIT) {
      List<String> batch = orders.subList(from, Math.min(from + RUNS_A_COMMIT, orders.size()));
      CollectionAccumulator<String> failures =
          warehouse.spark().sparkContext().collectionAccumulator("failed predictions");
      Dataset<Row> rows =
          warehouse
              .spark()
              .createDataset(new ArrayList<>(batch), Encoders.STRING())
              .repartition(batch.size())
              .mapPartitions(
                  new PredictOneRun(failures), Encoders.row(RunTables.PREDICTIONS.schema()));
      warehouse.append(RunTables.PREDICTIONS, rows);
      failures.value().stream()
          .distinct()
          .forEach(json -> failed.add(StageJson.read(json, RunOutcome.class)));
    }
    return failed;
  }
}
