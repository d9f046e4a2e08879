package org.plateau.config;

import java.time.Duration;
import java.util.List;

/**
 * Where and how training runs.
 *
 * @param device {@code auto}, {@code cpu} or {@code gpu}
 * @param threads threads of one run on a CPU
 * @param checkpointInterval longest time between two checkpoints within an epoch
 * @param parallelRuns runs at once in local mode; 0: as many as cores allow
 * @param leaks {@code stop} or {@code accept}: what to do where a speaker or the same sound is in
 *     train and in a test set
 * @param precision {@code fp32}, or {@code bf16} for the products of convolutions and linear layers
 * @param microBatch clips of a forward pass; 0: a whole batch, less where memory does not suffice
 */
public record TrainConfig(
    String device,
    int threads,
    Duration checkpointInterval,
    int parallelRuns,
    String leaks,
    String precision,
    int microBatch) {
  /** The devices there are. */
  public static final List<String> DEVICES = List.of("auto", "cpu", "gpu");

  /** What to do about leaks. */
  public static final List<String> LEAKS = List.of("stop", "accept");

  /** The precisions there are. */
  public static final List<String> PRECISIONS = List.of("fp32", "bf16");

  private static final int MOST_THREADS = 1024;
  private static final int LARGEST_BATCH = 100_000;
  private static final String AUTO = "auto";

  public TrainConfig {
    Checks.that(DEVICES.contains(device), "device", device, "must be one of " + DEVICES);
    Checks.that(
        threads >= 1 && threads <= MOST_THREADS, "threads", threads, "must be from 1 to 1024");
    Checks.that(
        !checkpointInterval.isNegative() && !checkpointInterval.isZero(),
        "checkpoint-interval",
        checkpointInterval,
        "must be above zero");
    Checks.that(parallelRuns >= 0, "parallel-runs", parallelRuns, "must not be negative");
    Checks.that(
        PRECISIONS.contains(precision), "precision", precision, "must be one of " + PRECISIONS);
    Checks.that(microBatch >= 0, "micro_batch", microBatch, "must not be negative");
    Checks.that(LEAKS.contains(leaks), "leaks", leaks, "must be one of " + LEAKS);
  }

  /** Whether training on what is tested is refused. */
  public boolean stopsAtLeaks() {
    return leaks.equals("stop");
  }

  /** Runs at once on a machine with that many cores, at least one. */
  public int parallelRunsOn(int cores) {
    return parallelRuns > 0 ? parallelRuns : Math.max(1, cores / threads);
  }

  static TrainConfig read(Section section) {
    return new TrainConfig(
        section.oneOf("device", DEVICES),
        section.integer("threads", 1, MOST_THREADS),
        section.duration("checkpoint-interval"),
        section.integer("parallel-runs", 0, 10_000),
        section.oneOf("leaks", LEAKS),
        section.oneOf("precision", PRECISIONS),
        section.string("micro_batch").equals(AUTO)
            ? 0
            : section.integer("micro_batch", 1, LARGEST_BATCH));
  }
}
