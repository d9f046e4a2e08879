package org.plateau.stages;

import static org.apache.spark.sql.functions.col;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.util.CollectionAccumulator;
import org.plateau.config.UserException;
import org.plateau.nn.training.PredictRequest;
import org.plateau.packs.PackSpec;
import org.plateau.stages.plan.ClipRow;
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

  public PredictRuns(Warehouse warehouse, WorkFolders folders, WorkerSettings settings) {
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

  /** Predicts the test sets of all planned runs that are trained. */
  public Result execute(List<PlannedRun> plan) {
    Map<String, String> weights = trainedWeights();
    List<PlannedRun> trained =
        plan.stream().filter(run -> weights.containsKey(run.runId())).toList();
    if (trained.isEmpty()) {
      return new Result(0, 0, List.of());
    }
    ExpectedPredictions expected = new ExpectedPredictions(warehouse, trained, CLEAN);
    long deleted = expected.deleteStale();
    Map<String, Map<String, List<String>>> missing = expected.missing();
    BuildPacks packs = new BuildPacks(warehouse, folders.packs());
    List<String> orders = new ArrayList<>();
    for (PlannedRun run : trained) {
      Map<String, List<String>> lacking = missing.get(run.runId());
      if (lacking != null) {
        orders.add(StageJson.write(order(run, weights.get(run.runId()), lacking, packs)));
      }
    }
    return new Result(orders.size(), deleted, carryOut(orders));
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
      PlannedRun run, String weights, Map<String, List<String>> lacking, BuildPacks packs) {
    RunCard card =
        StageJson.readFile(
                folders.runs().resolve(run.runId()).resolve(RunCard.FILE_NAME), RunCard.class)
            .orElseThrow(
                () ->
                    new UserException(
                        "run %s: its folder %s is gone; delete its row in runs to train it again"
                            .formatted(run.runId(), folders.runs().resolve(run.runId()))));
    List<PredictRequest.Slice> slices = new ArrayList<>();
    lacking.forEach(
        (testSet, utterances) -> {
          List<ClipRow> clips = run.fold().tests().get(testSet);
          Path pack = packs.ensure(packSpec(run), clips);
          slices.add(new PredictRequest.Slice(pack.toString(), testSet, CLEAN, utterances));
        });
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
    return new PredictOneRun.Order(card, request, settings.withLogFile(log));
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
