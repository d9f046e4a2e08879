package org.plateau.stages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.plateau.nn.training.EpochRecord;
import org.plateau.nn.training.TrainRequest;
import org.plateau.nn.training.TrainingListener;
import org.plateau.worker.RunDirectories;
import org.plateau.worker.WorkerClient;
import org.plateau.worker.WorkerException;

/**
 * The executor's side of {@link TrainRuns}: carries out one {@link RunOrder} in a child JVM, from
 * the newest complete checkpoint of any attempt, in a folder of its own. A worker that fails is
 * started again up to the order's number of attempts; what it had checkpointed is kept.
 */
final class TrainOneRun implements Function<String, String> {
  private static final long serialVersionUID = 1L;
  private static final long NOTE_EVERY_NANOS = 2_000_000_000L;

  @Override
  public String call(String orderJson) throws IOException {
    return StageJson.write(carryOut(StageJson.read(orderJson, RunOrder.class)));
  }

  private static RunOutcome carryOut(RunOrder order) throws IOException {
    // Known to this thread only, while the supervisor asks from its own.
    TaskContext task = TaskContext.get();
    try (PackPlace.Leases packs = order.place().open()) {
      return carryOut(order, packs.folder(order.request().pack()), () -> cancelled(task));
    }
  }

  private static RunOutcome carryOut(RunOrder order, String pack, BooleanSupplier cancelled)
      throws IOException {
    RunDirectories directories = new RunDirectories(Path.of(order.runsRoot()));
    String runId = order.request().runId();
    RunOutcome outcome = new RunOutcome(runId, "no attempt was made", null);
    for (int i = 0; i < order.attempts(); i++) {
      if (directories.finished(runId).isPresent()) {
        return new RunOutcome(runId, null, null);
      }
      int attempt = directories.newAttempt(runId);
      Path folder = directories.attemptDir(runId, attempt);
      try {
        WorkerClient.train(
            order.settings().withLogFile(folder.resolve("worker.log")),
            filledIn(order.request(), pack, attempt, folder, directories.latestCheckpoint(runId)),
            new Notes(folder, order.request().hyperParameters().epochs()),
            cancelled);
        return new RunOutcome(runId, null, null);
      } catch (WorkerException e) {
        outcome = new RunOutcome(runId, e.getMessage(), e.details());
        StageJson.writeFile(folder.resolve(RunOutcome.FILE_NAME), outcome);
      }
    }
    return outcome;
  }

  static boolean cancelled(TaskContext task) {
    return task != null && task.isInterrupted();
  }

  private static TrainRequest filledIn(
      TrainRequest request, String pack, int attempt, Path folder, Optional<Path> checkpoint) {
    return new TrainRequest(
        request.runId(),
        request.model(),
        request.architecture(),
        request.featureSet(),
        request.options(),
        request.classes(),
        pack,
        request.hyperParameters(),
        request.seed(),
        request.cropSamples(),
        request.minSamples(),
        request.checkpointSeconds(),
        attempt,
        folder.toString(),
        checkpoint.map(Path::toString).orElse(null),
        request.weights(),
        request.step());
  }

  /** Keeps {@link RunProgress} in the attempt's folder up to date. */
  private static final class Notes implements TrainingListener {
    private final Path folder;
    private final int epochs;
    private long written = System.nanoTime() - NOTE_EVERY_NANOS;
    private long step;
    private long totalSteps;
    private Double devUar;

    Notes(Path folder, int epochs) {
      this.folder = folder;
      this.epochs = epochs;
    }

    @Override
    public void onStep(int epoch, long stepsDone, long steps) {
      step = stepsDone;
      totalSteps = steps;
      if (System.nanoTime() - written >= NOTE_EVERY_NANOS) {
        write(epoch);
      }
    }

    @Override
    public void onEpoch(EpochRecord epoch) {
      devUar = epoch.devUar();
      write(epoch.epoch());
    }

    private void write(int epoch) {
      written = System.nanoTime();
      if (Files.isDirectory(folder)) {
        StageJson.writeFile(
            folder.resolve(RunProgress.FILE_NAME),
            new RunProgress(epoch, epochs, step, totalSteps, devUar));
      }
    }
  }
}
