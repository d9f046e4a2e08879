package org.plateau.stages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.plateau.nn.training.StepSettings;
import org.plateau.nn.training.TrainRequest;
import org.plateau.nn.training.TrainResult;
import org.plateau.nn.weights.WeightStore;
import org.plateau.stages.plan.PlannedRun;
import org.plateau.tables.Warehouse;
import org.plateau.worker.RunDirectories;
import org.plateau.worker.WorkerSettings;

/**
 * Trains what is not trained yet: one Spark task a run, longest first; each run fails alone. While
 * they run, the driver commits finished ones in batches and tells a watcher how far all are.
 */
public final class TrainRuns {
  private static final long POLL_MILLIS = 2_000;
  private static final int POLLS_A_COMMIT = 15;

  private final Warehouse warehouse;
  private final WorkFolders folders;
  private final Settings settings;

  /**
   * Settings that are no part of a run's identity but for the lengths.
   *
   * @param worker limits of a worker
   * @param attempts how often a failing worker is started again, from 1
   * @param parallelRuns runs at once, 0 for as many as there are cores
   * @param cropSamples training length in samples
   * @param minSamples shortest evaluation length in samples
   * @param checkpointSeconds longest time between two checkpoints
   * @param place where executors read packs
   * @param step how a step is computed
   */
  public record Settings(
      WorkerSettings worker,
      int attempts,
      int parallelRuns,
      int cropSamples,
      int minSamples,
      int checkpointSeconds,
      PackPlace place,
      StepSettings step) {}

  /**
   * What happened.
   *
   * @param trained runs finished now
   * @param failed runs that could not be finished
   */
  public record Result(int trained, List<RunOutcome> failed) {
    public Result {
      failed = List.copyOf(failed);
    }
  }

  /** Hears how far training is, about every two seconds. */
  public interface Watcher {
    /**
     * Called on the driver.
     *
     * @param finished runs done among those under way now
     * @param total runs under way or waiting
     * @param share share of all work that is done, 0 to 1
     */
    void progress(int finished, int total, double share);
  }

  public TrainRuns(Warehouse warehouse, WorkFolders folders, Settings settings) {
    this.warehouse = warehouse;
    this.folders = folders;
    this.settings = settings;
  }

  /**
   * Those of the planned runs that are not in the tables, finished ones on disk committed first.
   */
  public List<PlannedRun> missing(List<PlannedRun> plan) {
    CommitRuns commit = new CommitRuns(warehouse, folders);
    commit.commitFinished();
    Set<String> done = commit.committed();
    return plan.stream().filter(run -> !done.contains(run.runId())).toList();
  }

  /**
   * Trains runs.
   *
   * @param missing those that {@link #missing} gave
   * @param macsPerClip multiply-adds of a training clip by model: puts the longest first
   * @param provenanceId row of the origins table for runs that start now
   */
  public Result execute(
      List<PlannedRun> missing,
      Map<String, Double> macsPerClip,
      String provenanceId,
      Watcher watcher) {
    List<PlannedRun> todo = new ArrayList<>(missing);
    if (todo.isEmpty()) {
      return new Result(0, List.of());
    }
    Comparator<PlannedRun> cost =
        Comparator.comparingDouble(
            run -> run.clipsSeen() * macsPerClip.getOrDefault(run.model().name(), 0.0));
    todo.sort(cost.reversed().thenComparing(PlannedRun::runId));
    BuildPacks packs = new BuildPacks(warehouse, folders.packs());
    Map<String, String> packFolders = new HashMap<>();
    List<String> orders = new ArrayList<>();
    for (PlannedRun run : todo) {
      String pack =
          packFolders.computeIfAbsent(
              run.pack(),
              key -> packs.ensure(PredictRuns.packSpec(run), run.fold().learning()).toString());
      writeCard(run, provenanceId);
      orders.add(StageJson.write(order(run, pack)));
    }
    return carryOut(todo, orders, watcher);
  }

  private Result carryOut(List<PlannedRun> todo, List<String> orders, Watcher watcher) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(warehouse.spark().sparkContext());
    CommitRuns commit = new CommitRuns(warehouse, folders);
    JavaFutureAction<List<String>> job =
        context
            .parallelize(dealt(orders), slices(orders.size()))
            .map(new TrainOneRun())
            .collectAsync();
    int trained = 0;
    try {
      for (int poll = 1; !job.isDone(); poll++) {
        Thread.sleep(POLL_MILLIS);
        report(todo, watcher);
        if (poll % POLLS_A_COMMIT == 0) {
          trained += commit.commitFinished();
        }
      }
      List<RunOutcome> failed = new ArrayList<>();
      for (String outcome : job.get()) {
        RunOutcome read = StageJson.read(outcome, RunOutcome.class);
        if (read.error() != null) {
          failed.add(read);
        }
      }
      trained += commit.commitFinished();
      commit.commitFailed(failed);
      report(todo, watcher);
      return new Result(trained, failed);
    } catch (InterruptedException e) {
      job.cancel(true);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("training was interrupted; start again to go on", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a Spark task of training failed: " + e.getMessage(), e);
    }
  }

  /** One task a run; with a limit, one task a place, which carries out its runs in turn. */
  private int slices(int orders) {
    return settings.parallelRuns() == 0 ? orders : Math.min(orders, settings.parallelRuns());
  }

  /** Deals the orders out like cards, so that every slice begins with a long one. */
  private List<String> dealt(List<String> orders) {
    int slices = slices(orders.size());
    List<String> dealt = new ArrayList<>();
    for (int slice = 0; slice < slices; slice++) {
      for (int i = slice; i < orders.size(); i += slices) {
        dealt.add(orders.get(i));
      }
    }
    return dealt;
  }

  private RunOrder order(PlannedRun run, String pack) {
    TrainRequest request =
        new TrainRequest(
            run.runId(),
            run.model().name(),
            run.model().architecture(),
            run.model().featureSet(),
            run.model().options(),
            run.classes(),
            pack,
            run.hyperParameters(),
            run.seed(),
            settings.cropSamples(),
            settings.minSamples(),
            settings.checkpointSeconds(),
            1,
            "",
            null,
            run.initialWeights() == null
                ? null
                : new WeightStore(folders.weights()).weights(run.model().name()).toString(),
            settings.step().withFrozen(run.model().frozen()));
    return new RunOrder(
        request,
        settings.worker(),
        settings.attempts(),
        folders.runs().toString(),
        settings.place());
  }

  private void writeCard(PlannedRun run, String provenanceId) {
    Path folder = folders.runs().resolve(run.runId());
    Path file = folder.resolve(RunCard.FILE_NAME);
    Optional<RunCard> before = StageJson.readFile(file, RunCard.class);
    if (before.isPresent()) {
      return;
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folder, e);
    }
    StageJson.writeFile(
        file,
        new RunCard(
            run.runId(),
            run.experiment(),
            run.corpus(),
            run.release(),
            run.task(),
            run.fold().name(),
            run.classes(),
            run.model().name(),
            run.model().architecture(),
            run.model().featureSet(),
            run.model().options(),
            run.model().frozen(),
            run.hyperParameters(),
            run.seed(),
            run.fingerprint(),
            settings.minSamples(),
            provenanceId));
  }

  private void report(List<PlannedRun> todo, Watcher watcher) {
    RunDirectories directories = new RunDirectories(folders.runs());
    double share = 0;
    int finished = 0;
    for (PlannedRun run : todo) {
      double own = share(directories, run);
      share += own / todo.size();
      finished += own >= 1 ? 1 : 0;
    }
    watcher.progress(finished, todo.size(), share);
  }

  private static double share(RunDirectories directories, PlannedRun run) {
    List<Integer> attempts;
    try {
      attempts = directories.attempts(run.runId());
    } catch (IOException e) {
      return 0;
    }
    if (attempts.isEmpty()) {
      return 0;
    }
    Path last = directories.attemptDir(run.runId(), attempts.get(attempts.size() - 1));
    if (Files.exists(last.resolve(TrainResult.FILE_NAME))) {
      return 1;
    }
    return StageJson.readFile(last.resolve(RunProgress.FILE_NAME), RunProgress.class)
        .map(at -> at.totalSteps() == 0 ? 0.0 : (double) at.step() / at.totalSteps())
        .orElse(0.0);
  }
}
