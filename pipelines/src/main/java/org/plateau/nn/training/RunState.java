package org.plateau.nn.training;

import java.util.List;
import java.util.Objects;

/**
 * Where a training run stands, beside its tensors. Holds no generator: all randomness derives from
 * (run, epoch, step).
 *
 * @param format version of this record
 * @param runId identity of the run
 * @param finishedEpochs epochs with dev evaluation
 * @param step steps done in the epoch after those
 * @param lossSum sum of the losses of these steps
 * @param epochSeconds wall time spent in that epoch so far
 * @param totalSeconds wall time of the run over all attempts
 * @param attempt the attempt that wrote it
 * @param bestEpoch best finished epoch, 0 if none
 * @param bestDevUar its dev UAR
 * @param initialWeightsSha256 hash of the weights before the first step
 * @param epochs the finished epochs, in order
 */
public record RunState(
    int format,
    String runId,
    int finishedEpochs,
    long step,
    double lossSum,
    double epochSeconds,
    double totalSeconds,
    int attempt,
    int bestEpoch,
    double bestDevUar,
    String initialWeightsSha256,
    List<EpochRecord> epochs) {
  public static final int FORMAT = 1;

  public RunState {
    Objects.requireNonNull(runId, "runId");
    epochs = List.copyOf(epochs);
    if (format != FORMAT) {
      throw new IllegalArgumentException("format must be " + FORMAT + ", found " + format);
    }
    if (finishedEpochs != epochs.size()
        || step < 0
        || bestEpoch < 0
        || bestEpoch > finishedEpochs) {
      throw new IllegalArgumentException(
          "finishedEpochs %d, epochs %d, step %d, bestEpoch %d contradict each other"
              .formatted(finishedEpochs, epochs.size(), step, bestEpoch));
    }
  }
}
