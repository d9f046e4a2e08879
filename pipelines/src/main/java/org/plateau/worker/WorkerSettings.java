package org.plateau.worker;

import java.nio.file.Path;

/**
 * Limits and surroundings of one child process.
 *
 * @param heapBytes largest Java heap, &gt;= 16 MiB
 * @param memoryLimitBytes the child is ended when its own memory (heap and native, without mapped
 *     files) passes this; 0 for no limit
 * @param heartbeatTimeoutSeconds the child is ended when it is silent for so long, &gt; 0 (its
 *     first word may take 30 s)
 * @param runTimeoutSeconds the child is ended after so long in all; 0 for no limit
 * @param threads threads of the engine, &gt;= 1; they are part of what makes results repeatable
 * @param gpu address of the one GPU the child may see (an index or a UUID), or null for none
 * @param djlCacheDir where the engine unpacks its native libraries, or null for its default
 * @param logFile receives what the child prints (appended), or null
 */
public record WorkerSettings(
    long heapBytes,
    long memoryLimitBytes,
    double heartbeatTimeoutSeconds,
    double runTimeoutSeconds,
    int threads,
    String gpu,
    Path djlCacheDir,
    Path logFile) {
  private static final long MIN_HEAP_BYTES = 16L << 20;

  public WorkerSettings {
    if (heapBytes < MIN_HEAP_BYTES) {
      throw new IllegalArgumentException(
          "heapBytes must be >= %d, found %d".formatted(MIN_HEAP_BYTES, heapBytes));
    }
    if (memoryLimitBytes < 0) {
      throw new IllegalArgumentException("memoryLimitBytes must be >= 0: " + memoryLimitBytes);
    }
    if (!(heartbeatTimeoutSeconds > 0)) {
      throw new IllegalArgumentException(
          "heartbeatTimeoutSeconds must be > 0, found " + heartbeatTimeoutSeconds);
    }
    if (!(runTimeoutSeconds >= 0)) {
      throw new IllegalArgumentException(
          "runTimeoutSeconds must be >= 0, found " + runTimeoutSeconds);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be >= 1, found " + threads);
    }
  }

  /** One thread, no GPU, no log file, a minute of silence allowed, no other limit. */
  public static WorkerSettings ofHeap(long heapBytes) {
    return new WorkerSettings(heapBytes, 0, 60, 0, 1, null, null, null);
  }

  /** The same with another log file. */
  public WorkerSettings withLogFile(Path file) {
    return new WorkerSettings(
        heapBytes,
        memoryLimitBytes,
        heartbeatTimeoutSeconds,
        runTimeoutSeconds,
        threads,
        gpu,
        djlCacheDir,
        file);
  }
}
