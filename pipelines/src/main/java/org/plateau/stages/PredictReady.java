package org.plateau.stages;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.util.CollectionAccumulator;
import org.plateau.audio.condition.ConditionSpec;
import org.plateau.config.TaskConfig;
import org.plateau.config.UserException;
import org.plateau.models.ModelSpec;
import org.plateau.models.RunIdentity;
import org.plateau.nn.checkpoint.DurableFiles;
import org.plateau.nn.checkpoint.WeightFile;
import org.plateau.nn.checkpoint.WeightFileException;
import org.plateau.nn.external.External;
import org.plateau.nn.training.PredictRequest;
import org.plateau.nn.weights.WeightFiles;
import org.plateau.packs.PackSpec;
import org.plateau.stages.extract.FeatureChoices;
import org.plateau.stages.plan.ClipRow;
import org.plateau.tables.RunTables;
import org.plateau.tables.Warehouse;
import org.plateau.worker.WorkerSettings;

/**
 * Predicts test sets with a model that is ready: a trained checkpoint, a TorchScript program, a
 * command. It stands in {@code runs} as a run of its own, named by model, weights and task; rows
 * that are there are not predicted again.
 */
public final class PredictReady {
  /** Status of such a run. */
  public static final String READY = "ready";

  private final Warehouse warehouse;
  private final WorkFolders folders;
  private final WorkerSettings settings;

  private final PackPlace place;
  private final FeatureChoices features;

  public PredictReady(
      Warehouse warehouse,
      WorkFolders folders,
      WorkerSettings settings,
      PackPlace place,
      FeatureChoices features) {
    this.place = place;
    this.features = features;
    this.warehouse = warehouse;
    this.folders = folders;
    this.settings = settings;
  }

  /**
   * What to predict.
   *
   * @param model the catalogue entry
   * @param weights its file, or null for a command
   * @param task the task whose logits it gives
   * @param testSets names as in tables, at least one
   * @param condition how the clips sound, or null for as they are
   * @param experiment the name that the rows carry
   * @param minSamples shorter clips are padded to this length
   */
  public record Request(
      ModelSpec model,
      Path weights,
      TaskConfig task,
      List<String> testSets,
      ConditionSpec condition,
      String experiment,
      int minSamples) {
    public Request {
      testSets = List.copyOf(testSets);
    }

    String conditionName() {
      return condition == null ? PredictRuns.CLEAN : condition.name();
    }
  }

  /**
   * What happened.
   *
   * @param runId the run's identity
   * @param predicted clips predicted now
   */
  public record Result(String runId, long predicted) {}

  /**
   * Predicts what lacks.
   *
   * @throws UserException if the weights are missing or do not fit, or the worker fails
   */
  public Result execute(Request request) throws IOException {
    String hash = weightsHash(request);
    RunCard card = card(request, hash);
    List<PredictRequest.Slice> slices = new ArrayList<>();
    for (String testSet : request.testSets()) {
      slice(request, card.runId(), testSet).ifPresent(slices::add);
    }
    long predicted = slices.isEmpty() ? 0 : predict(request, card, slices);
    warehouse.replaceGroups(
        RunTables.RUNS,
        "run_id",
        TableRows.frame(warehouse, RunTables.RUNS, List.of(row(card, hash))));
    return new Result(card.runId(), predicted);
  }

  private static String weightsHash(Request request) throws IOException {
    String architecture = request.model().architecture();
    if (External.isCommand(architecture)) {
      return null;
    }
    if (request.weights() == null) {
      throw new UserException(
          "model %s: --weights is missing; give the trained file"
              .formatted(request.model().name()));
    }
    if (External.isTorchScript(architecture)) {
      if (!Files.isRegularFile(request.weights())) {
        throw new UserException("--weights %s: there is no such file".formatted(request.weights()));
      }
      return DurableFiles.sha256(request.weights());
    }
    try (WeightFile file = WeightFiles.open(request.weights())) {
      return DurableFiles.sha256(file.path());
    } catch (WeightFileException e) {
      throw new UserException("--weights " + e.getMessage(), e);
    }
  }

  private static RunCard card(Request request, String hash) {
    ModelSpec model = request.model();
    RunIdentity identity =
        new RunIdentity(
            model.name(),
            model.definitionVersion(),
            request.task().name(),
            "ready",
            Map.of(
                "architecture", model.architecture(),
                "experiment", request.experiment(),
                "minSamples", request.minSamples()),
            1,
            hash,
            PlanExperiment.TRAINING_SEMANTICS);
    return new RunCard(
        identity.runId(),
        request.experiment(),
        request.task().corpus(),
        release(request.testSets().get(0)),
        request.task().name(),
        "",
        request.task().classes(),
        model.name(),
        model.architecture(),
        model.featureSet(),
        model.options(),
        model.frozen(),
        null,
        1,
        null,
        request.minSamples(),
        null);
  }

  /** What it was trained on is not known; the test set's release stands in, as for imports. */
  private static String release(String testSet) {
    String[] parts = testSet.split("/", -1);
    return parts.length == 3 ? parts[1] : "1";
  }

  private Optional<PredictRequest.Slice> slice(Request request, String runId, String testSet)
      throws IOException {
    List<ClipRow> clips = new LabelledClips(warehouse, request.task().name()).ofTestSet(testSet);
    Set<String> present = new HashSet<>();
    warehouse
        .read(RunTables.PREDICTIONS)
        .where(
            col("run_id")
                .equalTo(runId)
                .and(col("test_set").equalTo(testSet))
                .and(col("condition").equalTo(request.conditionName())))
        .select("utterance")
        .collectAsList()
        .forEach(row -> present.add(row.getString(0)));
    List<String> lacking =
        clips.stream().map(ClipRow::utterance).filter(id -> !present.contains(id)).toList();
    if (lacking.isEmpty()) {
      return Optional.empty();
    }
    Path pack = new BuildPacks(warehouse, folders.packs()).ensure(spec(request), clips);
    if (request.condition() != null) {
      pack = new DegradePack(warehouse, folders.packs()).ensure(pack, request.condition());
    }
    return Optional.of(
        new PredictRequest.Slice(pack.toString(), testSet, request.conditionName(), lacking));
  }

  /** Stored features where the model reads such, else samples. */
  private PackSpec spec(Request request) {
    FeatureChoices.Choice choice = features.of(request.model().featureSet());
    if (choice.obstacle() != null && !External.isCommand(request.model().architecture())) {
      throw new UserException("model %s: %s".formatted(request.model().name(), choice.obstacle()));
    }
    return BuildPacks.spec(
        request.task().name(),
        request.task().classes(),
        request.model().featureSet(),
        choice.extractor());
  }

  private long predict(Request request, RunCard card, List<PredictRequest.Slice> slices) {
    PredictRequest predict =
        new PredictRequest(
            card.runId(),
            card.model(),
            card.architecture(),
            card.featureSet(),
            card.options(),
            card.classes(),
            request.weights() == null ? null : request.weights().toAbsolutePath().toString(),
            card.minSamples(),
            slices);
    Path log = folders.logs().resolve("predict-" + card.runId() + ".log");
    CollectionAccumulator<String> failures =
        warehouse.spark().sparkContext().collectionAccumulator("failed predictions");
    PredictOneRun.Order order =
        new PredictOneRun.Order(card, predict, settings.withLogFile(log), place);
    Dataset<Row> rows =
        warehouse
            .spark()
            .createDataset(List.of(StageJson.write(order)), Encoders.STRING())
            .mapPartitions(
                new PredictOneRun(failures), Encoders.row(RunTables.PREDICTIONS.schema()))
            .persist();
    try {
      long count = rows.count();
      if (!failures.value().isEmpty()) {
        RunOutcome failed = StageJson.read(failures.value().get(0), RunOutcome.class);
        throw new UserException(
            "predict: %s: %s (log: %s)".formatted(card.model(), failed.error(), log));
      }
      warehouse.append(RunTables.PREDICTIONS, rows);
      return count;
    } finally {
      rows.unpersist();
    }
  }

  private static Row row(RunCard card, String hash) {
    return TableRows.of(RunTables.RUNS)
        .with("run_id", card.runId())
        .with("source", RunCard.OWN_SOURCE)
        .with("experiment", card.experiment())
        .with("corpus", card.corpus())
        .with("task", card.task())
        .with("release", card.release())
        .with("fold", "")
        .with("model", card.model())
        .with("seed", card.seed())
        .with("status", READY)
        .with("attempts", 1)
        .with("weights_sha256", hash)
        .row();
  }
}
