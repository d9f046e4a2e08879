package org.plateau.audio;

import java.util.Arrays;

/** Cuts and pads clips of samples; the padding value is 0, digital silence. */
public final class Clips {
  private Clips() {}

  /**
   * The piece {@code [offset, offset + length)} of a clip.
   *
   * @throws IllegalArgumentException if the piece does not lie within the clip
   */
  public static float[] crop(float[] samples, int offset, int length) {
    if (offset < 0 || length < 0 || offset > samples.length - length) {
      throw new IllegalArgumentException(
          "offset %d, length %d: the piece must lie within %d samples"
              .formatted(offset, length, samples.length));
    }
    return Arrays.copyOfRange(samples, offset, offset + length);
  }

  /**
   * The clip with zeros at its end, so that it has at least the given length; a clip that is long
   * enough is returned as it is.
   */
  public static float[] pad(float[] samples, int minimumLength) {
    return samples.length >= minimumLength ? samples : Arrays.copyOf(samples, minimumLength);
  }

  /**
   * Exactly {@code length} samples: a longer clip is cut from {@code offset}, a shorter one is
   * padded with zeros at its end and the offset must be 0.
   */
  public static float[] cropOrPad(float[] samples, int offset, int length) {
    if (samples.length >= length) {
      return crop(samples, offset, length);
    }
    if (offset != 0) {
      throw new IllegalArgumentException(
          "offset: %d must be 0 for a clip of %d samples, shorter than %d"
              .formatted(offset, samples.length, length));
    }
    return pad(samples, length);
  }
}
