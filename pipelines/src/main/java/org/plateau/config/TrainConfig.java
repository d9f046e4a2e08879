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
 */
public record TrainConfig(
    String device, int threads, Duration checkpointInterval, int parallelRuns, String leaks) {
  /** The devices there are. */
  public static final List<String> DEVICES = List.of("auto", "cpu", "gpu");

  /** What to do about leaks. */
  public static final List<String> LEAKS = List.of("stop", "accept");

  private static final int MOST_THREADS = 1024;

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
    Checks.that(LEAKS.contains(leaks), "leaks", leaks, "must be one of " + LEAKS);
  }

  /** Settings that stop at leaks. */
  public TrainConfig(String device, int threads, Duration checkpointInterval, int parallelRuns) {
    this(device, threads, checkpointInterval, parallelRuns, "stop");
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
        section.oneOf("leaks", LEAKS));
  }
}
