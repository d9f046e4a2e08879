package org.plateau.nn;

import java.util.Arrays;
import org.plateau.features.FeatureMatrix;

/**
 * One clip as it enters a network.
 *
 * @param values row-major
 * @param shape without the batch axis
 */
public record ClipInput(float[] values, long[] shape) {
  public ClipInput {
    long count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (count != values.length) {
      throw new IllegalArgumentException(
          "shape %s must hold %d values".formatted(Arrays.toString(shape), values.length));
    }
  }

  /** A matrix as it is: (frames, dims). */
  public static ClipInput matrix(FeatureMatrix matrix) {
    return new ClipInput(matrix.values(), new long[] {matrix.frames(), matrix.dims()});
  }

  /** A matrix once a channel: (channels, frames, dims). */
  public static ClipInput channels(FeatureMatrix matrix, int channels) {
    float[] one = matrix.values();
    float[] all = new float[Math.multiplyExact(one.length, channels)];
    for (int channel = 0; channel < channels; channel++) {
      System.arraycopy(one, 0, all, channel * one.length, one.length);
    }
    return new ClipInput(all, new long[] {channels, matrix.frames(), matrix.dims()});
  }
}
