package org.plateau.jobs;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.plateau.audio.AudioLimits;
import org.plateau.audio.condition.ConditionSpec;
import org.plateau.config.CorpusConfig;
import org.plateau.config.LoadedConfig;
import org.plateau.config.PlateauConfig;
import org.plateau.config.Setting;
import org.plateau.config.TaskConfig;
import org.plateau.config.UserException;
import org.plateau.corpus.CorpusSettings;
import org.plateau.corpus.SplitRule;
import org.plateau.corpus.TaskDefinition;
import org.plateau.models.ModelCatalogue;
import org.plateau.models.ModelSpec;
import org.plateau.nn.Networks;
import org.plateau.nn.training.StepSettings;
import org.plateau.report.data.ReportHeader;
import org.plateau.stages.Analyse;
import org.plateau.stages.BaselineRuns;
import org.plateau.stages.Ingest;
import org.plateau.stages.MarkRuns;
import org.plateau.stages.ModelReadiness;
import org.plateau.stages.PackPlace;
import org.plateau.stages.PlanExperiment;
import org.plateau.stages.PredictReady;
import org.plateau.stages.PredictRuns;
import org.plateau.stages.RecordProvenance;
import org.plateau.stages.RegisterModels;
import org.plateau.stages.RunOutcome;
import org.plateau.stages.RunStates;
import org.plateau.stages.Score;
import org.plateau.stages.TrainRuns;
import org.plateau.stages.WorkFolders;
import org.plateau.stages.WriteReport;
import org.plateau.stages.classical.ClassicalRuns;
import org.plateau.stages.extract.FeatureChoices;
import org.plateau.stages.plan.CostEstimate;
import org.plateau.stages.plan.Fold;
import org.plateau.stages.plan.Leaks;
import org.plateau.stages.plan.PlannedRun;
import org.plateau.stats.IntervalEnds;
import org.plateau.tables.Warehouse;
import org.plateau.worker.WorkerSettings;

/**
 * What the jobs of the flow share: one session, one warehouse, one configuration, and each step of
 * the flow as a method that tells on standard error what it did.
 */
final class Workbench implements AutoCloseable {
  private static final long PROGRESS_STEPS = 1000;

  private final LoadedConfig loaded;
  private final PlateauConfig config;
  private final Sessions.Lease lease;
  private final SparkSession spark;
  private final Warehouse warehouse;
  private final PrintWriter err;
  private final List<RunOutcome> failed = new ArrayList<>();
  private final FeatureBench features;
  private List<ModelSpec> models;
  private List<Fold> folds;
  private List<ConditionSpec> heard;

  private Workbench(
      LoadedConfig loaded, Sessions.Lease lease, Warehouse warehouse, PrintWriter err) {
    this.loaded = loaded;
    this.config = loaded.config();
    this.lease = lease;
    this.spark = lease.spark();
    this.warehouse = warehouse;
    this.err = err;
    this.features = new FeatureBench(warehouse, config);
  }

  /** Opens a session and a warehouse that this job may write. */
  static Workbench open(String job, LoadedConfig loaded, PrintWriter err) {
    Sessions.Lease lease = Sessions.lease(job, loaded.config());
    try {
      Warehouse warehouse = Warehouse.open(lease.spark(), loaded.config().warehouse());
      return new Workbench(loaded, lease, warehouse, err);
    } catch (RuntimeException e) {
      lease.close();
      throw e;
    }
  }

  Warehouse warehouse() {
    return warehouse;
  }

  /**
   * The runs of the experiment.
   *
   * @param folds what the baseline learns from and is judged on
   * @param runs models x folds x seeds
   */
  record Plan(List<Fold> folds, List<PlannedRun> runs) {}

  /** Ingests every corpus whose path is set, and tells only what is wrong with it. */
  void ingest() {
    ingest(false, false);
  }

  /**
   * Ingests every corpus whose path is set.
   *
   * @param verify whether files that look unchanged are decoded and compared too
   * @param allChecks whether to print every check, not only those that warn
   * @return their number
   */
  int ingest(boolean verify, boolean allChecks) {
    List<CorpusConfig> corpora = corpora();
    for (CorpusConfig corpus : corpora) {
      Ingest.Summary summary =
          new Ingest(warehouse, Clock.systemUTC()).run(request(corpus, verify));
      for (Ingest.Result result : summary.releases()) {
        err.println(
            "ingest: %s %s: %d utterances, %d labels, %d quarantined; %d files decoded now"
                .formatted(
                    result.corpus(),
                    result.release(),
                    result.utterances(),
                    result.labels(),
                    result.quarantined(),
                    result.decoded()));
        CheckTable.print(result, summary.checks().get(result.release()), allChecks, err);
      }
    }
    return corpora.size();
  }

  private Ingest.Request request(CorpusConfig corpus, boolean verify) {
    List<TaskDefinition> tasks =
        config.tasks().values().stream()
            .filter(task -> !task.labelsOf(corpus.name()).isEmpty())
            .map(
                task ->
                    new TaskDefinition(task.name(), task.classes(), task.labelsOf(corpus.name())))
            .toList();
    Map<String, String> bySpeaker = new TreeMap<>();
    corpus
        .split()
        .ifPresent(
            split ->
                split
                    .speakers()
                    .forEach((name, speakers) -> speakers.forEach(s -> bySpeaker.put(s, name))));
    SplitRule rule =
        new SplitRule(bySpeaker, corpus.split().map(split -> split.rest()).orElse("none"));
    return new Ingest.Request(
        corpus.layout(),
        corpus.path().orElseThrow(),
        new CorpusSettings(corpus.name(), corpus.release(), tasks, rule, corpus.options()),
        new AudioLimits(config.ingest().maxFileBytes(), config.ingest().maxDurationSeconds()),
        List.copyOf(corpus.transcripts().values()),
        verify);
  }

  /** Trains, predicts and scores what is missing, and marks runs that guess. */
  void benchmark(Plan plan) throws IOException {
    train(plan);
    predict(plan);
    score();
    analyse();
    int guessing = new MarkRuns(warehouse).chance(config.experiment().name(), ids(plan)).size();
    if (guessing > 0) {
      err.println(
          "score: %d runs cannot be told from guessing (status chance)".formatted(guessing));
    }
  }

  /** Scores all predictions in the warehouse. */
  void score() {
    Score.Result result =
        new Score(
                warehouse,
                new Score.Settings(
                    classesByTask(),
                    config.score().replicates(),
                    config.score().seed(),
                    IntervalEnds.ofWord(config.score().interval())))
            .run();
    err.println(
        "score: %d runs and test sets, %d runs written, %d removed"
            .formatted(result.scored(), result.runsWritten(), result.runsRemoved()));
  }

  /** Fills the analysis tables from all predictions in the warehouse. */
  void analyse() {
    Analyse.Result result = analysis().predictions();
    err.println(
        "analyse: %d test sets, tables of %d sources written"
            .formatted(result.testSets(), result.written().size()));
  }

  /** Fills the analysis tables from published scores of one source, or of all for null. */
  void analysePublished(String source) {
    Analyse.Result result = analysis().published(source);
    err.println(
        "analyse: published scores of %d sources, tables of %d written"
            .formatted(result.testSets(), result.written().size()));
  }

  private Analyse analysis() {
    new RegisterModels(warehouse).catalogue(catalogue());
    Map<String, String> corpora = new TreeMap<>();
    config.tasks().values().forEach(each -> corpora.put(each.name(), each.corpus()));
    return new Analyse(
        warehouse,
        new Analyse.Settings(
            classesByTask(), corpora, config.score().replicates(), config.score().seed()));
  }

  Map<String, List<String>> classesByTask() {
    Map<String, List<String>> classes = new LinkedHashMap<>();
    config.tasks().values().forEach(each -> classes.put(each.name(), each.classes()));
    return classes;
  }

  /** Prints one line a planned run: what has become of it. */
  void status(Plan plan, PrintWriter to) {
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

  /** Works out the runs of the experiment. */
  Plan plan() {
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
        features().choices(),
        WeightsJob.store(loaded),
        config.train().precision());
  }

  private List<Fold> folds() {
    if (folds == null) {
      folds = planner().folds();
    }
    return folds;
  }

  /** The feature steps of the flow. */
  FeatureBench features() {
    return features;
  }

  /** Stores the features that the experiment's models read from the table. */
  void extract() {
    List<String> sets =
        models().stream()
            .map(ModelSpec::featureSet)
            .distinct()
            .filter(set -> features().choices().of(set).extractable())
            .toList();
    if (!sets.isEmpty()) {
      features().extract(sets, folds(), err);
    }
  }

  /** Says what training would cost. */
  private CostEstimate estimate(List<PlannedRun> todo, Map<String, Double> macs) {
    int cores = Runtime.getRuntime().availableProcessors();
    int parallel =
        spark.sparkContext().isLocal()
            ? config.train().parallelRunsOn(cores)
            : Math.max(1, spark.sparkContext().defaultParallelism() / config.train().threads());
    return CostEstimate.of(
        todo,
        macs,
        new RegisterModels(warehouse).parameters(),
        config.train().threads(),
        parallel,
        (long) config.protocol().cropSamples() * Short.BYTES);
  }

  /** Prints what training would cost, and stops there. */
  void tell(Plan plan, PrintWriter to) {
    tell(plan, trainer().missing(plan.runs()), sizes(), to);
  }

  private void tell(Plan plan, List<PlannedRun> todo, Map<String, Double> macs, PrintWriter to) {
    LackingFeatures.tell(
        plan.runs().stream().map(run -> run.model().featureSet()).distinct().toList(),
        features().choices(),
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

  /** Multiply-adds of a training clip by model. */
  private Map<String, Double> sizes() {
    new RegisterModels(warehouse).catalogue(catalogue());
    return new RegisterModels(warehouse).execute(models());
  }

  /** Trains what is missing, and fits the baseline. */
  void train(Plan plan) {
    List<PlannedRun> todo = trainer().missing(plan.runs());
    Map<String, Fold> baselines = baseline().missing(plan.folds());
    Map<String, Double> macs = sizes();
    tell(plan, todo, macs, err);
    TrainRuns.Result result = new TrainRuns.Result(0, List.of());
    tellFreshStarts(todo);
    ClassicalRuns classical = classical();
    List<ClassicalRuns.Source> sources = classicalSources(plan);
    int fitted = baselines.size();
    if (!todo.isEmpty() || !baselines.isEmpty() || classical.hasWork(sources)) {
      String provenance =
          new RecordProvenance(warehouse)
              .execute(gitCommit(), settings(), config.train().threads());
      result = train(todo, macs, provenance);
      baseline().execute(baselines, provenance);
      fitted += classical.execute(sources, provenance);
    }
    new MarkRuns(warehouse).superseded(config.experiment().name(), ids(plan));
    failed.addAll(result.failed());
    err.println(
        "train: %d of %d runs trained now, %d failed; %d baselines fitted"
            .formatted(result.trained(), plan.runs().size(), result.failed().size(), fitted));
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
                        .formatted(model.name(), WeightsJob.missing(model))));
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

  private List<ConditionSpec> heard() {
    if (heard == null) {
      heard = HeardConditions.of(loaded);
    }
    return heard;
  }

  /** Predicts what is missing. */
  void predict(Plan plan) throws IOException {
    HeardConditions.tellDeaf(heard(), plan.runs(), err);
    PredictRuns.Result result =
        new PredictRuns(warehouse, folders(), worker(), packPlace()).execute(plan.runs(), heard());
    failed.addAll(result.failed());
    err.println(
        "predict: %d runs predicted, %d outdated rows deleted, %d failed"
            .formatted(result.runs(), result.deleted(), result.failed().size()));
  }

  /** Predicts with a model that is ready. */
  void predict(PredictReady.Request request) throws IOException {
    new RegisterModels(warehouse).catalogue(catalogue());
    PredictReady.Result result =
        new PredictReady(warehouse, folders(), worker(), packPlace(), features().choices())
            .execute(request);
    err.println(
        "predict: run %s: %d clips predicted now"
            .formatted(result.runId().substring(0, 12), result.predicted()));
  }

  /** Writes the report without a comparison and returns the path of its overview. */
  Path report() throws IOException {
    return report("");
  }

  /** Writes the report beside the published scores of a source, empty for none. */
  Path report(String against) throws IOException {
    ReportHeader header =
        new ReportHeader(
            "Plateau", config.warehouse(), classesByTask(), software(), List.of(), against);
    Path page = new WriteReport(warehouse).execute(header, folders().root().resolve("report"));
    err.println("report: " + page);
    return page;
  }

  private Map<String, String> software() {
    Map<String, String> software = new LinkedHashMap<>();
    software.put("Plateau", new Version().getVersion()[0]);
    software.put("Java", System.getProperty("java.version"));
    software.put("Spark", spark.version());
    return software;
  }

  /** Ends with exit status 3 if a run failed. */
  void checkFailures() {
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
        FeatureChoices.Choice choice = features().choices().of(set);
        List<Fold> usable =
            plan.folds().stream().map(fold -> features().choices().usable(choice, fold)).toList();
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
    TrainRuns.Settings settings =
        new TrainRuns.Settings(
            worker(),
            config.worker().attempts(),
            config.train().parallelRuns(),
            config.protocol().cropSamples(),
            config.protocol().minSamples(),
            Math.toIntExact(Math.max(1, config.train().checkpointInterval().toSeconds())),
            packPlace(),
            new StepSettings(config.train().precision(), config.train().microBatch()));
    return new TrainRuns(warehouse, folders(), settings);
  }

  private PackPlace packPlace() {
    return config
        .worker()
        .packCache()
        .map(folder -> new PackPlace(folder, config.worker().packCacheBytes()))
        .orElse(PackPlace.IN_PLACE);
  }

  private WorkerSettings worker() {
    if (config.train().device().equals("gpu")) {
      throw new UserException(
          "train.device = gpu: this version brings PyTorch's CPU libraries only; set train.device=cpu");
    }
    return new WorkerSettings(
        config.worker().memoryBytes(),
        0,
        config.worker().heartbeatTimeout().toMillis() / 1000.0,
        config.worker().runTimeout().toMillis() / 1000.0,
        config.train().threads(),
        null,
        null,
        null);
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
      for (ModelSpec model : catalogue().specs(config.experiment().models())) {
        String obstacle = features().choices().of(model.featureSet()).obstacle();
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

  private ModelCatalogue catalogue() {
    return ModelCatalogue.load(Home.conf().resolve("models"), loaded.file());
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

  /** Corpora whose path is set. */
  List<CorpusConfig> corpora() {
    return config.corpora().values().stream().filter(corpus -> corpus.path().isPresent()).toList();
  }

  @Override
  public void close() {
    lease.close();
  }
}
