package org.plateau.worker;

import java.io.Serializable;

/**
 * Limits of a process that runs a native extractor.
 *
 * @param heapBytes its largest Java heap
 * @param memoryLimitBytes it is ended when its own memory (heap and native) passes this
 * @param clipSeconds longest time for one clip, to which {@link #PER_AUDIO_SECOND} is added for
 *     each second of its audio
 * @param attempts how often a clip is tried, each time in a fresh process, before it counts as lost
 * @param logFile receives what the process prints (appended), or null
 */
public record ExtractorSettings(
    long heapBytes, long memoryLimitBytes, double clipSeconds, int attempts, String logFile)
    implements Serializable {
  /** Seconds of work allowed for each second of audio, beyond the clip's fixed share. */
  public static final double PER_AUDIO_SECOND = 2;

  public ExtractorSettings {
    if (memoryLimitBytes < heapBytes) {
      throw new IllegalArgumentException(
          "memoryLimitBytes must be >= heapBytes %d, found %d"
              .formatted(heapBytes, memoryLimitBytes));
    }
    if (!(clipSeconds > 0)) {
      throw new IllegalArgumentException("clipSeconds must be > 0, found " + clipSeconds);
    }
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be >= 1, found " + attempts);
    }
  }
}
