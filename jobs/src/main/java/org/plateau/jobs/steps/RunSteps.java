package org.plateau.jobs.steps;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.plateau.audio.condition.ConditionSpec;
import org.plateau.config.LoadedConfig;
import org.plateau.config.PlateauConfig;
import org.plateau.config.Setting;
import org.plateau.config.TaskConfig;
import org.plateau.jobs.cli.FailedRunsException;
import org.plateau.jobs.cli.Progress;
import org.plateau.models.ModelCatalogue;
import org.plateau.models.ModelSpec;
import org.plateau.nn.Networks;
import org.plateau.stages.BaselineRuns;
import org.plateau.stages.MarkRuns;
import org.plateau.stages.ModelReadiness;
import org.plateau.stages.PlanExperiment;
import org.plateau.stages.PredictReady;
import org.plateau.stages.PredictRuns;
import org.plateau.stages.RecordProvenance;
import org.plateau.stages.RegisterModels;
import org.plateau.stages.RunOutcome;
import org.plateau.stages.RunStates;
import org.plateau.stages.TrainRuns;
import org.plateau.stages.WorkFolders;
import org.plateau.stages.classical.ClassicalRuns;
import org.plateau.stages.extract.FeatureChoices;
import org.plateau.stages.plan.CostEstimate;
import org.plateau.stages.plan.Fold;
import org.plateau.stages.plan.Leaks;
import org.plateau.stages.plan.PlannedRun;
import org.plateau.tables.Warehouse;

/** The steps of the flow that plan, train and predict the runs of an experiment. */
public final class RunSteps {
  private static final long PROGRESS_STEPS = 1000;

  private final LoadedConfig loaded;
  private final PlateauConfig config;
  private final Warehouse warehouse;
  private final FeatureSteps features;
  private final ModelCatalogue catalogue;
  private final PrintWriter err;
  private final List<RunOutcome> failed = new ArrayList<>();
  private List<ModelSpec> models;
  private List<Fold> folds;
  private List<ConditionSpec> heard;

  RunSteps(
      LoadedConfig loaded,
      Warehouse warehouse,
      FeatureSteps features,
      ModelCatalogue catalogue,
      PrintWriter err) {
    this.loaded = loaded;
    this.config = loaded.config();
    this.warehouse = warehouse;
    this.features = features;
    this.catalogue = catalogue;
    this.err = err;
  }

  /**
   * The runs of the experiment.
   *
   * @param folds what the baseline learns from and is judged on
   * @param runs models x folds x seeds
   */
  public record Plan(List<Fold> folds, List<PlannedRun> runs) {}

  /** Stores the features that the experiment's models read from the table. */
  public void extract() {
    List<String> sets =
        models().stream()
            .map(ModelSpec::featureSet)
            .distinct()
            .filter(set -> features.choices().of(set).extractable())
            .toList();
    if (!sets.isEmpty()) {
      features.extract(sets, folds(), err);
    }
  }

  /** Works out the runs of the experiment. */
  public Plan plan() {
    PlanExperiment planner = planner();
    heard();
    if (config.train().stopsAtLeaks()) {
      Leaks.refuse(task().name(), config.experiment().corpus(), folds());
    }
    return new Plan(planner.baselineFolds(folds()), planner.runs(folds(), models()));
  }

  private PlanExperiment planner() {
    return new PlanExperiment(
        warehouse,
        config.experiment(),
        task(),
        config.protocol(),
        features.choices(),
        PretrainedWeights.store(loaded),
        config.train().precision());
  }

  private List<Fold> folds() {
    if (folds == null) {
      folds = planner().folds();
    }
    return folds;
  }

  /** Prints one line a planned run: what has become of it. */
  public void status(Plan plan, PrintWriter to) {
    Map<String, String> states = new RunStates(warehouse, folders()).of(plan.runs());
    for (PlannedRun run : plan.runs()) {
      to.println(
          "%s  %s seed %d%s  %s"
              .formatted(
                  run.runId().substring(0, 12),
                  run.model().name(),
                  run.seed(),
                  run.fold().name().isEmpty() ? "" : " fold " + run.fold().name(),
                  states.get(run.runId())));
    }
  }

  /** Prints what training would cost, and stops there. */
  public void tell(Plan plan, PrintWriter to) {
    tell(plan, trainer().missing(plan.runs()), sizes(), to);
  }

  private void tell(Plan plan, List<PlannedRun> todo, Map<String, Double> macs, PrintWriter to) {
    LackingFeatures.tell(
        plan.runs().stream().map(run -> run.model().featureSet()).distinct().toList(),
        features.choices(),
        folds(),
        err);
    CostEstimate estimate = estimate(todo, macs);
    to.println(
        String.format(
            Locale.ROOT,
            "plan: %d of %d runs to train, about %.2f hours, %.1f MB of packs, %.1f GB of memory",
            estimate.runs(),
            plan.runs().size(),
            estimate.hours(),
            estimate.packBytes() / 1e6,
            estimate.peakMemoryBytes() / 1e9));
    to.flush();
  }

  /** Says what training would cost. */
  private CostEstimate estimate(List<PlannedRun> todo, Map<String, Double> macs) {
    int cores = Runtime.getRuntime().availableProcessors();
    int parallel =
        warehouse.spark().sparkContext().isLocal()
            ? config.train().parallelRunsOn(cores)
            : Math.max(
                1,
                warehouse.spark().sparkContext().defaultParallelism() / config.train().threads());
    return CostEstimate.of(
        todo,
        macs,
        new RegisterModels(warehouse).parameters(),
        config.train().threads(),
        parallel,
        (long) config.protocol().cropSamples() * Short.BYTES);
  }

  /** Multiply-adds of a training clip by model. */
  private Map<String, Double> sizes() {
    new RegisterModels(warehouse).catalogue(catalogue);
    return new RegisterModels(warehouse).execute(models());
  }

  /** Trains what is missing, and fits the baseline. */
  public void train(Plan plan) {
    List<PlannedRun> todo = trainer().missing(plan.runs());
    Map<String, Fold> baselines = baseline().missing(plan.folds());
    Map<String, Double> macs = sizes();
    tell(plan, todo, macs, err);
    TrainRuns.Result result = new TrainRuns.Result(0, List.of());
    tellFreshStarts(todo);
    ClassicalRuns classical = classical();
    List<ClassicalRuns.Source> sources = classicalSources(plan);
    int toFit = classical.missingRuns(sources);
    if (!todo.isEmpty() || !baselines.isEmpty() || toFit > 0) {
      String provenance =
          new RecordProvenance(warehouse)
              .execute(gitCommit(), settings(), config.train().threads());
      result = train(todo, macs, provenance);
      baseline().execute(baselines, provenance);
      if (toFit > 0) {
        try (Progress progress = Progress.start("baselines", toFit)) {
          classical.execute(sources, provenance, progress::reached);
        }
      }
    }
    new MarkRuns(warehouse).superseded(config.experiment().name(), ids(plan));
    failed.addAll(result.failed());
    err.println(
        "train: %d of %d runs trained now, %d failed; %d baselines fitted"
            .formatted(
                result.trained(),
                plan.runs().size(),
                result.failed().size(),
                baselines.size() + toFit));
  }

  /** Models whose published weights are not there start from a fresh initialisation. */
  private void tellFreshStarts(List<PlannedRun> todo) {
    todo.stream()
        .filter(run -> run.initialWeights() == null && run.model().checkpoint() != null)
        .map(PlannedRun::model)
        .distinct()
        .forEach(
            model ->
                err.println(
                    "train: %s starts from a fresh initialisation; weights %s"
                        .formatted(model.name(), PretrainedWeights.missing(model))));
  }

  private TrainRuns.Result train(
      List<PlannedRun> todo, Map<String, Double> macs, String provenance) {
    try (Progress progress = Progress.start("train", PROGRESS_STEPS)) {
      return trainer()
          .execute(
              todo,
              macs,
              provenance,
              (finished, total, share) -> progress.reached(Math.round(PROGRESS_STEPS * share)));
    }
  }

  /** Predicts what is missing. */
  public void predict(Plan plan) throws IOException {
    HeardConditions.tellDeaf(heard(), plan.runs(), err);
    PredictRuns.Result result =
        new PredictRuns(
                warehouse, folders(), RunSettings.worker(config), RunSettings.packPlace(config))
            .execute(plan.runs(), heard());
    failed.addAll(result.failed());
    err.println(
        "predict: %d runs predicted, %d outdated rows deleted, %d failed"
            .formatted(result.runs(), result.deleted(), result.failed().size()));
  }

  private List<ConditionSpec> heard() {
    if (heard == null) {
      heard = HeardConditions.of(loaded);
    }
    return heard;
  }

  /** Predicts with a model that is ready. */
  public void predict(PredictReady.Request request) throws IOException {
    new RegisterModels(warehouse).catalogue(catalogue);
    PredictReady.Result result =
        new PredictReady(
                warehouse,
                folders(),
                RunSettings.worker(config),
                RunSettings.packPlace(config),
                features.choices())
            .execute(request);
    err.println(
        "predict: run %s: %d clips predicted now"
            .formatted(result.runId().substring(0, 12), result.predicted()));
  }

  /** Marks the runs of a plan that cannot be told from guessing; they must have been scored. */
  void markGuesses(Plan plan) {
    int guessing = new MarkRuns(warehouse).chance(config.experiment().name(), ids(plan)).size();
    if (guessing > 0) {
      err.println(
          "score: %d runs cannot be told from guessing (status chance)".formatted(guessing));
    }
  }

  /** Ends with exit status 3 if a run failed. */
  public void checkFailures() {
    if (!failed.isEmpty()) {
      Set<String> lines = new HashSet<>();
      List<String> ordered = new ArrayList<>();
      for (RunOutcome outcome : failed) {
        String line = "run %s failed: %s".formatted(outcome.runId(), outcome.error());
        if (lines.add(line)) {
          ordered.add(line);
        }
      }
      throw new FailedRunsException(ordered);
    }
  }

  private Set<String> ids(Plan plan) {
    Set<String> ids = new HashSet<>();
    plan.runs().forEach(run -> ids.add(run.runId()));
    plan.folds().forEach(fold -> ids.add(baseline().runId(fold)));
    ids.addAll(classical().runIds(classicalSources(plan)));
    return ids;
  }

  private ClassicalRuns classical() {
    return new ClassicalRuns(warehouse, config.experiment(), task());
  }

  /** The experiment's static sets whose rows are stored: what the classical models learn from. */
  private List<ClassicalRuns.Source> classicalSources(Plan plan) {
    List<ClassicalRuns.Source> sources = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (PlannedRun run : plan.runs()) {
      String set = run.model().featureSet();
      if (run.extractor() != null && takesOneRow(run.model()) && seen.add(set)) {
        FeatureChoices.Choice choice = features.choices().of(set);
        List<Fold> usable =
            plan.folds().stream().map(fold -> features.choices().usable(choice, fold)).toList();
        sources.add(new ClassicalRuns.Source(set, run.extractor(), usable));
      }
    }
    return sources;
  }

  private static boolean takesOneRow(ModelSpec model) {
    return Networks.factory(model.architecture()).clipShape(model.options(), 1).length == 1;
  }

  private BaselineRuns baseline() {
    return new BaselineRuns(warehouse, config.experiment(), task());
  }

  private TrainRuns trainer() {
    return new TrainRuns(warehouse, folders(), RunSettings.training(config));
  }

  private WorkFolders folders() {
    return WorkFolders.of(warehouse.root());
  }

  private TaskConfig task() {
    return config.tasks().get(config.experiment().task());
  }

  private List<ModelSpec> models() {
    if (models == null) {
      models = new ArrayList<>();
      for (ModelSpec model : catalogue.specs(config.experiment().models())) {
        String obstacle = features.choices().of(model.featureSet()).obstacle();
        if (obstacle == null) {
          models.add(model);
        } else {
          err.println(
              "model %s: not run: %s%s"
                  .formatted(model.name(), obstacle, LackingFeatures.setUp(model.featureSet())));
        }
      }
      new ModelReadiness(Path.of(config.openSmile().home())).requireNetworks(models);
    }
    return models;
  }

  private Map<String, String> settings() {
    Map<String, String> values = new TreeMap<>();
    for (Setting setting : loaded.settings()) {
      values.put(setting.key(), setting.value());
    }
    return values;
  }

  private static String gitCommit() {
    String commit = System.getenv("PLATEAU_COMMIT");
    return commit == null || commit.isBlank() ? "unknown" : commit;
  }
}
