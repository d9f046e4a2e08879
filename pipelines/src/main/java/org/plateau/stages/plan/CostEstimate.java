package org.plateau.stages.plan;

import java.util.List;
import java.util.Map;

/**
 * What training will cost, before it starts: a rule of thumb from multiply-adds, not a promise.
 *
 * @param runs runs that would be trained
 * @param hours wall time when {@code parallel} of them run at once
 * @param packBytes samples that packs will hold
 * @param peakMemoryBytes memory of the workers that run at once
 */
public record CostEstimate(int runs, double hours, long packBytes, long peakMemoryBytes) {
  /** Multiply-adds that one CPU thread does in a second, as seen with small batches. */
  private static final double MACS_A_SECOND = 5e9;

  /** A step costs the forward pass and about twice as much for the gradients. */
  private static final int PASSES = 3;

  private static final double SECONDS_A_STEP = 0.004;
  private static final double SECONDS_A_RUN = 8;
  private static final int BYTES_A_PARAMETER = 4 * Float.BYTES;
  private static final long WORKER_BYTES = 600L << 20;

  /**
   * The estimate.
   *
   * @param todo runs to train
   * @param macsPerClip multiply-adds of a training clip by model
   * @param parametersByModel parameters by model
   * @param threads threads a run
   * @param parallel runs at once
   * @param clipBytes bytes of a clip of the training length
   */
  public static CostEstimate of(
      List<PlannedRun> todo,
      Map<String, Double> macsPerClip,
      Map<String, Long> parametersByModel,
      int threads,
      int parallel,
      long clipBytes) {
    double seconds = 0;
    double longest = 0;
    long largest = 0;
    for (PlannedRun run : todo) {
      double macs = macsPerClip.getOrDefault(run.model().name(), 0.0);
      double steps = (double) run.clipsSeen() / run.hyperParameters().batchSize();
      double own =
          SECONDS_A_RUN
              + steps * SECONDS_A_STEP
              + run.clipsSeen() * macs * PASSES / (MACS_A_SECOND * threads);
      seconds += own;
      longest = Math.max(longest, own);
      largest =
          Math.max(
              largest, parametersByModel.getOrDefault(run.model().name(), 0L) * BYTES_A_PARAMETER);
    }
    int atOnce = Math.max(1, Math.min(parallel, todo.size()));
    long clips =
        todo.stream()
            .collect(
                java.util.stream.Collectors.toMap(
                    PlannedRun::pack, run -> (long) run.fold().learning().size(), (a, b) -> a))
            .values()
            .stream()
            .mapToLong(Long::longValue)
            .sum();
    return new CostEstimate(
        todo.size(),
        todo.isEmpty() ? 0 : Math.max(longest, seconds / atOnce) / 3600,
        clips * clipBytes,
        todo.isEmpty() ? 0 : atOnce * (WORKER_BYTES + largest));
  }
}
