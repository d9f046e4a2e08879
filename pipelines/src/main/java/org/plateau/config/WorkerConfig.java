package org.plateau.config;

import java.time.Duration;
import java.util.Optional;

/**
 * Limits of a child process.
 *
 * @param memoryBytes largest Java heap of a child; native memory comes on top
 * @param heartbeatTimeout a child that is silent for so long is ended
 * @param runTimeout longest time of one attempt
 * @param attempts attempts of a run before it counts as failed
 * @param packCache folder on each host for copies of packs; absent to read packs where they lie
 * @param packCacheBytes largest sum of these copies on a host
 */
public record WorkerConfig(
    long memoryBytes,
    Duration heartbeatTimeout,
    Duration runTimeout,
    int attempts,
    Optional<String> packCache,
    long packCacheBytes) {
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
    Optional<String> cache = section.optionalLocation("pack-cache");
    long cacheBytes = section.bytes("pack-cache-size");
    return section.build(
        () -> new WorkerConfig(memory, heartbeat, run, attempts, cache, cacheBytes));
  }
}
