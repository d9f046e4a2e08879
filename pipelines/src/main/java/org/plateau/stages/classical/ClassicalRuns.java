package org.plateau.stages.classical;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StandardScalerModel;
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
import org.plateau.models.Baselines;
import org.plateau.stages.BuildPacks;
import org.plateau.stages.MarkRuns;
import org.plateau.stages.PredictRuns;
import org.plateau.stages.RunCard;
import org.plateau.stages.TableRows;
import org.plateau.stages.plan.ClipRow;
import org.plateau.stages.plan.Fold;
import org.plateau.tables.RunTables;
import org.plateau.tables.SignalTables;
import org.plateau.tables.Warehouse;

/**
 * Fits and judges the classifiers of the challenge years on stored functionals: standardised by the
 * training split, weighted by class as the networks' loss is, settings fixed beforehand.
 */
public final class ClassicalRuns {
  private static final int YEAR = 2009;
  private static final int CLIPS_A_PART = 8_192;
  private static final double SMALLEST_PROBABILITY = 1e-6;
  private static final StructType CLIPS =
      new StructType()
          .add("audio_id", DataTypes.StringType)
          .add("test_set", DataTypes.StringType)
          .add("utterance", DataTypes.StringType)
          .add("speaker", DataTypes.StringType)
          .add("label", DataTypes.StringType)
          .add(Classifier.LABEL, DataTypes.DoubleType)
          .add(Classifier.WEIGHT, DataTypes.DoubleType);
  private static final StructType POINTS =
      new StructType()
          .add("audio_id", DataTypes.StringType)
          .add("features", SQLDataTypes.VectorType());

  private final Warehouse warehouse;
  private final ExperimentConfig experiment;
  private final TaskConfig task;

  public ClassicalRuns(Warehouse warehouse, ExperimentConfig experiment, TaskConfig task) {
    this.warehouse = warehouse;
    this.experiment = experiment;
    this.task = task;
  }

  /**
   * A static set whose rows are stored, and the folds of the experiment in it.
   *
   * @param featureSet the set
   * @param extractor whose rows
   * @param folds without clips that have no features
   */
  public record Source(String featureSet, String extractor, List<Fold> folds) {
    public Source {
      folds = List.copyOf(folds);
    }
  }

  /** Run ids of all classifiers on these sources. */
  public Set<String> runIds(List<Source> sources) {
    return planned(sources).stream().map(ClassicalRun::runId).collect(Collectors.toSet());
  }

  /** Number of runs that do not stand. */
  public int missingRuns(List<Source> sources) {
    return missing(sources).size();
  }

  /**
   * Fits what does not stand; what one fold and feature set give is kept together.
   *
   * @param fitted told the number of runs fitted so far
   * @return number of runs fitted now
   */
  public int execute(List<Source> sources, String provenanceId, IntConsumer fitted) {
    List<ClassicalRun> todo = missing(sources);
    Map<Fold, Map<String, List<ClassicalRun>>> byData = new LinkedHashMap<>();
    for (ClassicalRun run : todo) {
      byData
          .computeIfAbsent(run.fold(), fold -> new LinkedHashMap<>())
          .computeIfAbsent(run.featureSet(), set -> new ArrayList<>())
          .add(run);
    }
    int done = 0;
    for (Map.Entry<Fold, Map<String, List<ClassicalRun>>> data : byData.entrySet()) {
      for (List<ClassicalRun> runs : data.getValue().values()) {
        fitAll(data.getKey(), runs, provenanceId);
        done += runs.size();
        fitted.accept(done);
      }
    }
    return done;
  }

  private List<ClassicalRun> planned(List<Source> sources) {
    List<ClassicalRun> runs = new ArrayList<>();
    for (Source source : sources) {
      for (Fold fold : source.folds()) {
        for (Classifier classifier : Classifier.all()) {
          runs.add(
              ClassicalRun.of(
                  task.name(), classifier, source.featureSet(), source.extractor(), fold));
        }
      }
    }
    return runs;
  }

  private List<ClassicalRun> missing(List<Source> sources) {
    List<ClassicalRun> planned = planned(sources);
    if (planned.isEmpty()) {
      return planned;
    }
    Object[] ids = planned.stream().map(ClassicalRun::runId).toArray();
    Set<String> done = new HashSet<>();
    warehouse
        .read(RunTables.RUNS)
        .where(col("run_id").isin(ids))
        .select("run_id")
        .collectAsList()
        .forEach(row -> done.add(row.getString(0)));
    Map<String, Long> predicted = new HashMap<>();
    warehouse
        .read(RunTables.PREDICTIONS)
        .where(col("run_id").isin(ids))
        .groupBy("run_id")
        .count()
        .collectAsList()
        .forEach(row -> predicted.put(row.getString(0), row.getLong(1)));
    return planned.stream()
        .filter(
            run -> {
              long wanted = run.fold().tests().values().stream().mapToLong(List::size).sum();
              return !done.contains(run.runId())
                  || predicted.getOrDefault(run.runId(), 0L) != wanted;
            })
        .toList();
  }

  /** One read of the features and one standardisation serve all classifiers of a fold. */
  private void fitAll(Fold fold, List<ClassicalRun> runs, String provenanceId) {
    ClassicalRun first = runs.get(0);
    Dataset<Row> clips = points(first, fold).persist();
    try {
      Dataset<Row> train = clips.where(col("test_set").equalTo("train"));
      StandardScalerModel scaler =
          new StandardScaler()
              .setInputCol("features")
              .setOutputCol(Classifier.FEATURES)
              .setWithMean(true)
              .fit(train);
      Dataset<Row> standardised = scaler.transform(train).persist();
      Dataset<Row> tests =
          scaler.transform(clips.where(col("test_set").isin("train", "dev").equalTo(false)));
      try {
        List<Row> predictions = new ArrayList<>();
        List<Row> models = new ArrayList<>();
        List<Row> cards = new ArrayList<>();
        for (ClassicalRun run : runs) {
          long start = System.nanoTime();
          predictions.addAll(predict(run, standardised, tests));
          models.add(model(run));
          cards.add(run(run, (System.nanoTime() - start) / 1e9, provenanceId));
        }
        keep(predictions, models, cards);
      } finally {
        standardised.unpersist();
      }
    } finally {
      clips.unpersist();
    }
  }

  private List<Row> predict(ClassicalRun run, Dataset<Row> train, Dataset<Row> tests) {
    return run
        .classifier()
        .fit(train)
        .transform(tests)
        .select("test_set", "utterance", "speaker", "label", "audio_id", run.classifier().output())
        .collectAsList()
        .stream()
        .map(row -> prediction(run, row))
        .toList();
  }

  /** The runs come last: what a broken write leaves is fitted again. */
  private void keep(List<Row> predictions, List<Row> models, List<Row> cards) {
    warehouse.appendMissing(
        RunTables.PREDICTIONS, TableRows.frame(warehouse, RunTables.PREDICTIONS, predictions));
    warehouse.replaceGroups(
        RunTables.MODELS, "model", TableRows.frame(warehouse, RunTables.MODELS, models));
    warehouse.replaceGroups(
        RunTables.RUNS, "run_id", TableRows.frame(warehouse, RunTables.RUNS, cards));
  }

  /** Rows of learning and test clips with their features; only ids and labels leave the driver. */
  private Dataset<Row> points(ClassicalRun run, Fold fold) {
    Map<String, Long> counts =
        fold.learning().stream()
            .filter(row -> row.split().equals("train"))
            .collect(Collectors.groupingBy(ClipRow::label, Collectors.counting()));
    List<Row> rows = new ArrayList<>();
    fold.learning().forEach(clip -> rows.add(row(clip, clip.split(), counts)));
    fold.tests()
        .forEach((testSet, clips) -> clips.forEach(clip -> rows.add(row(clip, testSet, counts))));
    Dataset<Row> features =
        warehouse
            .read(SignalTables.FEATURES)
            .where(
                col("feature_set")
                    .equalTo(run.featureSet())
                    .and(col("extractor").equalTo(run.extractor())))
            .select("audio_id", "values")
            .map(new ToVector(), Encoders.row(POINTS));
    int parts = 1 + rows.size() / CLIPS_A_PART;
    return features
        .join(broadcast(warehouse.spark().createDataFrame(rows, CLIPS)), "audio_id")
        .repartitionByRange(parts, col("utterance"))
        .sortWithinPartitions("utterance", "test_set");
  }

  private Row row(ClipRow clip, String testSet, Map<String, Long> counts) {
    return RowFactory.create(
        clip.audioId(),
        testSet,
        clip.utterance(),
        clip.speaker(),
        clip.label(),
        (double) task.classes().indexOf(clip.label()),
        1.0 / counts.getOrDefault(clip.label(), 1L));
  }

  private Row prediction(ClassicalRun run, Row row) {
    double[] raw = ((Vector) row.getAs(5)).toArray();
    Float[] logits = new Float[task.classes().size()];
    int best = 0;
    for (int i = 0; i < logits.length; i++) {
      double value = i < raw.length ? raw[i] : 0;
      // The last bits depend on the BLAS that the executor's JVM offers; float32 does not.
      logits[i] =
          (float)
              (run.classifier().probabilities()
                  ? Math.log(Math.max(SMALLEST_PROBABILITY, value))
                  : value);
      best = logits[i] > logits[best] ? i : best;
    }
    String label = row.getString(3);
    return TableRows.of(RunTables.PREDICTIONS)
        .with("run_id", run.runId())
        .with("test_set", row.getString(0))
        .with("condition", PredictRuns.CLEAN)
        .with("utterance", row.getString(1))
        .with("source", RunCard.OWN_SOURCE)
        .with("experiment", experiment.name())
        .with("task", task.name())
        .with("release", experiment.release())
        .with("model", run.model())
        .with("seed", ClassicalRun.SEED)
        .with("audio_id", row.getString(4))
        .with("speaker", row.isNullAt(2) ? null : row.getString(2))
        .with("label", label)
        .with("prediction", task.classes().get(best))
        .with("logits", logits)
        .with("loss", run.classifier().hasLoss() ? (Object) loss(logits, label) : null)
        .row();
  }

  private double loss(Float[] logits, String label) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - largest);
    }
    return largest + Math.log(sum) - logits[task.classes().indexOf(label)];
  }

  private static Row model(ClassicalRun run) {
    return TableRows.of(RunTables.MODELS)
        .with("model", run.model())
        .with("model_group", Baselines.CLASSICAL)
        .with("year", YEAR)
        .with("modality", "audio")
        .with("feature_set", run.featureSet())
        .with("architecture", "mllib-" + run.classifier().name())
        .with("licence", "Apache-2.0")
        .with("in_paper", false)
        .row();
  }

  private Row run(ClassicalRun run, double seconds, String provenanceId) {
    return TableRows.of(RunTables.RUNS)
        .with("run_id", run.runId())
        .with("source", RunCard.OWN_SOURCE)
        .with("experiment", experiment.name())
        .with("corpus", experiment.corpus())
        .with("task", task.name())
        .with("release", experiment.release())
        .with("fold", run.fold().name())
        .with("model", run.model())
        .with("optimiser", "mllib")
        .with("seed", ClassicalRun.SEED)
        .with("status", MarkRuns.DONE)
        .with("seconds", seconds)
        .with("attempts", 1)
        .with("data_fingerprint", BuildPacks.fingerprint(run.fold().learning()))
        .with("provenance_id", provenanceId)
        .row();
  }
}
