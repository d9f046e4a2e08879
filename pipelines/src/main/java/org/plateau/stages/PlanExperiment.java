package org.plateau.stages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.plateau.config.ExperimentConfig;
import org.plateau.config.HyperParameterConfig;
import org.plateau.config.ProtocolConfig;
import org.plateau.config.SplitRule;
import org.plateau.config.TaskConfig;
import org.plateau.config.UserException;
import org.plateau.models.ModelSpec;
import org.plateau.models.RunIdentity;
import org.plateau.nn.training.HyperParameters;
import org.plateau.nn.training.StepSettings;
import org.plateau.nn.weights.AddedWeights;
import org.plateau.nn.weights.WeightStore;
import org.plateau.stages.extract.FeatureChoices;
import org.plateau.stages.plan.ClipRow;
import org.plateau.stages.plan.Fold;
import org.plateau.stages.plan.Folds;
import org.plateau.stages.plan.PlannedRun;
import org.plateau.stats.Seeds;
import org.plateau.tables.Warehouse;

/** Works out the runs of an experiment from the tables: models x folds x seeds. */
public final class PlanExperiment {
  /** Version of the training semantics; raised when equal settings give other weights. */
  public static final int TRAINING_SEMANTICS = 1;

  private final Warehouse warehouse;
  private final ExperimentConfig experiment;
  private final TaskConfig task;
  private final ProtocolConfig protocol;
  private final FeatureChoices features;
  private final WeightStore weights;
  private final String precision;

  /**
   * @param weights what users have added: runs of these models start from it
   */
  public PlanExperiment(
      Warehouse warehouse,
      ExperimentConfig experiment,
      TaskConfig task,
      ProtocolConfig protocol,
      FeatureChoices features,
      WeightStore weights,
      String precision) {
    this.warehouse = warehouse;
    this.experiment = experiment;
    this.task = task;
    this.protocol = protocol;
    this.features = features;
    this.weights = weights;
    this.precision = precision;
  }

  /** The folds of the experiment; what is learnt from is checked to hold every class. */
  public List<Fold> folds() {
    LabelledClips clips = new LabelledClips(warehouse, task.name());
    List<ClipRow> rows = clips.ofRelease(experiment.corpus(), experiment.release());
    List<Fold> folds =
        experiment.split() == SplitRule.LEAVE_ONE_SPEAKER_OUT
            ? Folds.leaveOneSpeakerOut(
                rows, experiment.devSpeakers(), experiment.corpus() + "/" + experiment.release())
            : List.of(Folds.fixed(rows, tests(clips)));
    folds.forEach(this::checkClasses);
    return folds;
  }

  private Map<String, List<ClipRow>> tests(LabelledClips clips) {
    Map<String, List<ClipRow>> tests = new LinkedHashMap<>();
    experiment.testSets().forEach(name -> tests.put(name, clips.ofTestSet(name)));
    return tests;
  }

  /** The folds as the baseline learns them: with the labels of the first seed. */
  public List<Fold> baselineFolds(List<Fold> folds) {
    return folds.stream().map(fold -> learnt(fold, experiment.seeds().get(0))).toList();
  }

  /**
   * What a seed learns from. Permuted labels are drawn anew for each seed: one permutation that
   * happens to favour or harm a class would do so in every run.
   */
  private Fold learnt(Fold fold, long seed) {
    return experiment.permuteLabels()
        ? Folds.permuteLabels(
            fold, Seeds.generator(experiment.permuteSeed(), "permute labels", fold.name(), seed))
        : fold;
  }

  private void checkClasses(Fold fold) {
    for (String split : List.of("train", "dev")) {
      Set<String> lacking = new TreeSet<>(task.classes());
      fold.learning().stream()
          .filter(row -> row.split().equals(split))
          .forEach(row -> lacking.remove(row.label()));
      boolean empty = fold.learning().stream().noneMatch(row -> row.split().equals(split));
      if (empty || (split.equals("train") && !lacking.isEmpty())) {
        throw new UserException(
            "experiment %s%s: split %s has %s; every class needs training clips, and dev at least"
                    .formatted(
                        experiment.name(),
                        fold.name().isEmpty() ? "" : ", fold " + fold.name(),
                        split,
                        empty ? "no clip" : "no clip of class " + String.join(", ", lacking))
                + " one clip");
      }
    }
  }

  /**
   * All runs, in the order folds, seeds, models.
   *
   * @param models catalogue entries of the experiment
   */
  public List<PlannedRun> runs(List<Fold> folds, List<ModelSpec> models) {
    List<PlannedRun> runs = new ArrayList<>();
    for (Fold fold : folds) {
      for (long seed : experiment.seeds()) {
        Fold learnt = learnt(fold, seed);
        String fingerprint = BuildPacks.fingerprint(learnt.learning());
        for (ModelSpec model : models) {
          FeatureChoices.Choice choice = features.of(model.featureSet());
          Fold usable = features.usable(choice, learnt);
          String own =
              usable.clips().count() == learnt.clips().count()
                  ? fingerprint
                  : BuildPacks.fingerprint(usable.learning());
          runs.add(run(usable, own, model, seed, choice.extractor()));
        }
      }
    }
    return runs;
  }

  private PlannedRun run(
      Fold fold, String fingerprint, ModelSpec model, long seed, String extractor) {
    HyperParameterConfig tuned = experiment.hyperParametersOf(model.name());
    HyperParameters hyperParameters =
        new HyperParameters(
            tuned.optimiser(), tuned.learningRate(), tuned.batchSize(), tuned.epochs());
    String initialWeights = initialWeights(model);
    return new PlannedRun(
        identity(fingerprint, model, hyperParameters, seed, extractor, initialWeights).runId(),
        experiment.name(),
        experiment.corpus(),
        experiment.release(),
        task.name(),
        task.classes(),
        model,
        hyperParameters,
        seed,
        fold,
        fingerprint,
        BuildPacks.name(
            fingerprint,
            BuildPacks.spec(task.name(), task.classes(), model.featureSet(), extractor)),
        extractor,
        initialWeights);
  }

  private String initialWeights(ModelSpec model) {
    try {
      return weights.find(model.name()).map(AddedWeights::sha256).orElse(null);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the added weights of " + model.name(), e);
    }
  }

  private RunIdentity identity(
      String fingerprint,
      ModelSpec model,
      HyperParameters hyperParameters,
      long seed,
      String extractor,
      String initialWeights) {
    Map<String, Object> settings =
        new LinkedHashMap<>(
            Map.of(
                "optimiser", hyperParameters.optimiser(),
                "learningRate", hyperParameters.learningRate(),
                "batchSize", hyperParameters.batchSize(),
                "epochs", hyperParameters.epochs(),
                "cropSamples", protocol.cropSamples(),
                "minSamples", protocol.minSamples(),
                "padding", protocol.padding()));
    if (extractor != null) {
      // Builds of a native library differ: their features never count as the same.
      settings.put("extractor", extractor);
    }
    if (!precision.equals(StepSettings.STANDARD.precision())) {
      settings.put("precision", precision);
    }
    if (!model.frozen().isEmpty()) {
      settings.put("frozen", model.frozen().stream().sorted().toList());
    }
    return new RunIdentity(
        model.name(),
        model.definitionVersion(),
        task.name(),
        fingerprint,
        settings,
        seed,
        initialWeights,
        TRAINING_SEMANTICS);
  }
}
