package org.plateau.stages;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.plateau.config.ExperimentConfig;
import org.plateau.config.TaskConfig;
import org.plateau.features.FeatureSets;
import org.plateau.features.LevelAndCentroid;
import org.plateau.models.Baselines;
import org.plateau.models.RunIdentity;
import org.plateau.stages.plan.ClipRow;
import org.plateau.stages.plan.Fold;
import org.plateau.tables.RunTables;
import org.plateau.tables.SignalTables;
import org.plateau.tables.Warehouse;

/**
 * The baseline that stands beside every experiment: a multinomial logistic regression (MLlib) on
 * duration, mean level and spectral centroid, weighted as the networks' loss is. It is
 * deterministic and counts as one run a fold.
 */
public final class BaselineRuns {
  /** Name in the tables. */
  public static final String MODEL = Baselines.PREFIX + "duration-level-centroid";

  private static final int DEFINITION_VERSION = 1;
  private static final long SEED = 0;
  private static final int ITERATIONS = 200;
  private static final double REGULARISATION = 1e-3;

  private static final StructType POINTS =
      new StructType()
          .add("audio_id", DataTypes.StringType)
          .add("features", SQLDataTypes.VectorType());

  private static final StructType EXAMPLES =
      new StructType()
          .add("features", SQLDataTypes.VectorType())
          .add("label", DataTypes.DoubleType)
          .add("weight", DataTypes.DoubleType);

  private final Warehouse warehouse;
  private final ExperimentConfig experiment;
  private final TaskConfig task;

  public BaselineRuns(Warehouse warehouse, ExperimentConfig experiment, TaskConfig task) {
    this.warehouse = warehouse;
    this.experiment = experiment;
    this.task = task;
  }

  /**
   * Fits and predicts folds.
   *
   * @param byRun those that {@link #missing} gave
   */
  public void execute(Map<String, Fold> byRun, String provenanceId) {
    if (byRun.isEmpty()) {
      return;
    }
    Map<String, Vector> points = points(byRun.values().stream().toList());
    List<Row> runs = new ArrayList<>();
    List<Row> predictions = new ArrayList<>();
    byRun.forEach(
        (runId, fold) -> {
          long start = System.nanoTime();
          LogisticRegressionModel model = fit(fold, points);
          fold.tests()
              .forEach(
                  (testSet, clips) ->
                      clips.forEach(
                          clip -> predictions.add(predict(model, runId, testSet, clip, points))));
          runs.add(run(runId, fold, (System.nanoTime() - start) / 1e9, provenanceId));
        });
    warehouse.appendMissing(
        RunTables.PREDICTIONS, TableRows.frame(warehouse, RunTables.PREDICTIONS, predictions));
    warehouse.replaceGroups(
        RunTables.RUNS, "run_id", TableRows.frame(warehouse, RunTables.RUNS, runs));
  }

  /** The folds whose baseline does not stand, by run id. */
  public Map<String, Fold> missing(List<Fold> folds) {
    Map<String, Fold> byRun = new LinkedHashMap<>();
    folds.forEach(fold -> byRun.put(runId(fold), fold));
    Map<String, Long> clips = new LinkedHashMap<>();
    warehouse
        .read(RunTables.PREDICTIONS)
        .where(col("run_id").isin(byRun.keySet().toArray()))
        .groupBy("run_id")
        .count()
        .collectAsList()
        .forEach(row -> clips.put(row.getString(0), row.getLong(1)));
    warehouse
        .read(RunTables.RUNS)
        .where(col("run_id").isin(byRun.keySet().toArray()))
        .select("run_id")
        .collectAsList()
        .forEach(
            row -> {
              Fold fold = byRun.get(row.getString(0));
              long wanted = fold.tests().values().stream().mapToLong(List::size).sum();
              if (clips.getOrDefault(row.getString(0), 0L) == wanted) {
                byRun.remove(row.getString(0));
              }
            });
    return byRun;
  }

  /** Run ids of the baseline, one a fold: they depend on learning and test rows. */
  public String runId(Fold fold) {
    List<ClipRow> all = new ArrayList<>(fold.learning());
    fold.tests()
        .forEach((testSet, clips) -> clips.forEach(clip -> all.add(clip.withSplit(testSet))));
    return new RunIdentity(
            MODEL,
            DEFINITION_VERSION,
            task.name(),
            BuildPacks.fingerprint(all),
            Map.of("iterations", ITERATIONS, "regularisation", REGULARISATION),
            SEED,
            null,
            PlanExperiment.TRAINING_SEMANTICS)
        .runId();
  }

  /** Three numbers a clip, computed where the samples are; only the numbers reach the driver. */
  private Map<String, Vector> points(List<Fold> folds) {
    List<String> ids =
        folds.stream()
            .flatMap(
                fold ->
                    java.util.stream.Stream.concat(
                        fold.learning().stream(),
                        fold.tests().values().stream().flatMap(List::stream)))
            .map(ClipRow::audioId)
            .distinct()
            .sorted()
            .toList();
    Dataset<Row> wanted =
        warehouse.spark().createDataset(new ArrayList<>(ids), Encoders.STRING()).toDF("audio_id");
    return warehouse
        .read(SignalTables.AUDIO)
        .join(broadcast(wanted), "audio_id")
        .select("audio_id", "samples")
        .mapPartitions(new DescribeClips(LevelAndCentroid.FEATURE_SET), Encoders.row(POINTS))
        .collectAsList()
        .stream()
        .collect(Collectors.toMap(row -> row.getString(0), row -> row.getAs(1)));
  }

  private LogisticRegressionModel fit(Fold fold, Map<String, Vector> points) {
    List<ClipRow> train =
        fold.learning().stream().filter(row -> row.split().equals("train")).toList();
    Map<String, Long> counts =
        train.stream().collect(Collectors.groupingBy(ClipRow::label, Collectors.counting()));
    List<Row> examples =
        train.stream()
            .map(
                row ->
                    RowFactory.create(
                        points.get(row.audioId()),
                        (double) task.classes().indexOf(row.label()),
                        (double) train.size() / counts.get(row.label())))
            .toList();
    return new LogisticRegression()
        .setWeightCol("weight")
        .setMaxIter(ITERATIONS)
        .setRegParam(REGULARISATION)
        .setFamily("multinomial")
        .fit(warehouse.spark().createDataFrame(examples, EXAMPLES).coalesce(1));
  }

  private Row predict(
      LogisticRegressionModel model,
      String runId,
      String testSet,
      ClipRow clip,
      Map<String, Vector> points) {
    double[] logits = model.predictRaw(points.get(clip.audioId())).toArray();
    Float[] stored = new Float[logits.length];
    int best = 0;
    for (int i = 0; i < logits.length; i++) {
      // The last bits depend on the BLAS that the executor's JVM offers; float32 does not.
      stored[i] = (float) logits[i];
      best = stored[i] > stored[best] ? i : best;
    }
    double sum = 0;
    for (float logit : stored) {
      sum += Math.exp((double) logit - stored[best]);
    }
    double loss = stored[best] + Math.log(sum) - stored[task.classes().indexOf(clip.label())];
    return TableRows.of(RunTables.PREDICTIONS)
        .with("run_id", runId)
        .with("test_set", testSet)
        .with("condition", PredictRuns.CLEAN)
        .with("utterance", clip.utterance())
        .with("source", RunCard.OWN_SOURCE)
        .with("experiment", experiment.name())
        .with("task", task.name())
        .with("release", experiment.release())
        .with("model", MODEL)
        .with("seed", SEED)
        .with("audio_id", clip.audioId())
        .with("speaker", clip.speaker())
        .with("label", clip.label())
        .with("prediction", task.classes().get(best))
        .with("logits", stored)
        .with("loss", loss)
        .row();
  }

  private Row run(String runId, Fold fold, double seconds, String provenanceId) {
    return TableRows.of(RunTables.RUNS)
        .with("run_id", runId)
        .with("source", RunCard.OWN_SOURCE)
        .with("experiment", experiment.name())
        .with("corpus", experiment.corpus())
        .with("task", task.name())
        .with("release", experiment.release())
        .with("fold", fold.name())
        .with("model", MODEL)
        .with("optimiser", "lbfgs")
        .with("seed", SEED)
        .with("status", MarkRuns.DONE)
        .with("seconds", seconds)
        .with("attempts", 1)
        .with("data_fingerprint", BuildPacks.fingerprint(fold.learning()))
        .with("provenance_id", provenanceId)
        .with(
            "parameters",
            (long) task.classes().size()
                * (FeatureSets.create(LevelAndCentroid.FEATURE_SET).names().size() + 1))
        .row();
  }
}
