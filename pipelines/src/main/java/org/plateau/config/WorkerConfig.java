package org.plateau.config;

import java.time.Duration;

/**
 * Limits of a child process.
 *
 * @param memoryBytes largest Java heap of a child; native memory comes on top
 * @param heartbeatTimeout a child that is silent for so long is ended
 * @param runTimeout longest time of one attempt
 * @param attempts attempts of a run before it counts as failed
 */
public record WorkerConfig(
    long memoryBytes, Duration heartbeatTimeout, Duration runTimeout, int attempts) {
  private static final long SMALLEST_HEAP = 64L << 20;

  public WorkerConfig {
    Checks.that(
        memoryBytes >= SMALLEST_HEAP, "memory", memoryBytes + " B", "must be at least 64 m");
    Checks.that(
        heartbeatTimeout.compareTo(Duration.ofSeconds(1)) >= 0,
        "heartbeat-timeout",
        heartbeatTimeout,
        "must be at least 1 s");
    Checks.that(
        runTimeout.compareTo(heartbeatTimeout) >= 0,
        "run-timeout",
        runTimeout,
        "must not be shorter than heartbeat-timeout");
    Checks.that(attempts >= 1, "attempts", attempts, "must be at least 1");
  }

  static WorkerConfig read(Section section) {
    long memory = section.bytes("memory");
    Duration heartbeat = section.duration("heartbeat-timeout");
    Duration run = section.duration("run-timeout");
    int attempts = section.integer("attempts", 1, 100);
    return section.build(() -> new WorkerConfig(memory, heartbeat, run, attempts));
  }
}
