package org.plateau.audio;

/**
 * What a recording may cost. A file beyond a limit is set aside as {@link
 * QuarantineReason#TOO_LARGE}.
 *
 * @param maxBytes largest file, in bytes; at least 1
 * @param maxSeconds longest recording, in seconds; above 0, at most 86,400
 */
public record AudioLimits(long maxBytes, double maxSeconds) {
  /** 256 MiB and five minutes. */
  public static final AudioLimits DEFAULT = new AudioLimits(256L << 20, 300);

  public AudioLimits {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes: " + maxBytes + " must be at least 1");
    }
    if (!(maxSeconds > 0 && maxSeconds <= 86_400)) {
      throw new IllegalArgumentException(
          "maxSeconds: " + maxSeconds + " must be above 0 and at most 86400");
    }
  }
}
