package org.plateau.nn.training;

import java.util.ArrayList;
import java.util.List;

/** Where a run stands, while it runs. */
final class Progress {
  private static final double NANOS = 1e9;

  private final TrainRequest request;
  private final String initialWeightsSha256;
  private final List<EpochRecord> epochs;
  private final double secondsBefore;
  private final long startNanos = System.nanoTime();
  private double epochSecondsBefore;
  private long epochStartNanos = startNanos;
  private long step;
  private double lossSum;
  private int bestEpoch;
  private double bestDevUar;

  private Progress(
      TrainRequest request, String initialWeightsSha256, List<EpochRecord> epochs, double before) {
    this.request = request;
    this.initialWeightsSha256 = initialWeightsSha256;
    this.epochs = new ArrayList<>(epochs);
    this.secondsBefore = before;
  }

  static Progress start(TrainRequest request, String initialWeightsSha256) {
    Progress progress = new Progress(request, initialWeightsSha256, List.of(), 0);
    progress.bestDevUar = Double.NaN;
    return progress;
  }

  static Progress resume(TrainRequest request, RunState state) {
    Progress progress =
        new Progress(request, state.initialWeightsSha256(), state.epochs(), state.totalSeconds());
    progress.epochSecondsBefore = state.epochSeconds();
    progress.step = state.step();
    progress.lossSum = state.lossSum();
    progress.bestEpoch = state.bestEpoch();
    progress.bestDevUar = state.bestDevUar();
    return progress;
  }

  int finishedEpochs() {
    return epochs.size();
  }

  /** Steps done in the epoch after the finished ones. */
  long step() {
    return step;
  }

  EpochRecord lastEpoch() {
    return epochs.get(epochs.size() - 1);
  }

  void addStep(double loss) {
    lossSum += loss;
    step++;
  }

  /**
   * Closes the epoch.
   *
   * @return true if it is the best so far: a higher dev UAR, or no dev split and simply the latest
   */
  boolean endEpoch(DevEvaluation.Score score, int steps) {
    int epoch = epochs.size() + 1;
    epochs.add(
        new EpochRecord(
            epoch, lossSum / steps, score.loss(), score.uar(), epochSeconds(), request.attempt()));
    step = 0;
    lossSum = 0;
    epochSecondsBefore = 0;
    epochStartNanos = System.nanoTime();
    boolean improved = bestEpoch == 0 || score.clips() == 0 || score.uar() > bestDevUar;
    if (improved) {
      bestEpoch = epoch;
      bestDevUar = score.uar();
    }
    return improved;
  }

  RunState state() {
    return new RunState(
        RunState.FORMAT,
        request.runId(),
        epochs.size(),
        step,
        lossSum,
        epochSeconds(),
        secondsBefore + (System.nanoTime() - startNanos) / NANOS,
        request.attempt(),
        bestEpoch,
        bestDevUar,
        initialWeightsSha256,
        epochs);
  }

  private double epochSeconds() {
    return epochSecondsBefore + (System.nanoTime() - epochStartNanos) / NANOS;
  }
}
