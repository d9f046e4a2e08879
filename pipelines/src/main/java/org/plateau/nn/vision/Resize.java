package org.plateau.nn.vision;

import org.plateau.features.FeatureMatrix;

/**
 * Bilinear resizing with antialiasing, as PyTorch's {@code interpolate(mode="bilinear",
 * antialias=True)}: along each axis output i is the mean of the inputs around c = (i + 1/2) s, s
 * the ratio of the sizes, weighted by a triangle of half width max(s, 1) and normalised to one.
 */
final class Resize {
  private Resize() {}

  /** In: (frames, dims), out: (height, width). */
  static FeatureMatrix bilinear(FeatureMatrix matrix, int height, int width) {
    Weights[] rows = weights(matrix.frames(), height);
    Weights[] columns = weights(matrix.dims(), width);
    int dims = matrix.dims();
    float[] narrow = matrix.values();
    double[] wide = new double[Math.multiplyExact(matrix.frames(), width)];
    for (int row = 0; row < matrix.frames(); row++) {
      for (int column = 0; column < width; column++) {
        Weights of = columns[column];
        double sum = 0;
        for (int i = 0; i < of.values().length; i++) {
          sum += of.values()[i] * narrow[row * dims + of.first() + i];
        }
        wide[row * width + column] = sum;
      }
    }
    float[] values = new float[Math.multiplyExact(height, width)];
    for (int row = 0; row < height; row++) {
      Weights of = rows[row];
      for (int column = 0; column < width; column++) {
        double sum = 0;
        for (int i = 0; i < of.values().length; i++) {
          sum += of.values()[i] * wide[(of.first() + i) * width + column];
        }
        values[row * width + column] = (float) sum;
      }
    }
    return new FeatureMatrix(height, width, values);
  }

  /** Inputs that make one output: {@code values[i]} is the weight of input {@code first + i}. */
  private record Weights(int first, double[] values) {}

  private static Weights[] weights(int in, int out) {
    double ratio = (double) in / out;
    double reach = Math.max(ratio, 1);
    Weights[] all = new Weights[out];
    for (int i = 0; i < out; i++) {
      double centre = (i + 0.5) * ratio;
      int first = Math.max(0, (int) (centre - reach + 0.5));
      int end = Math.min(in, (int) (centre + reach + 0.5));
      double[] values = new double[end - first];
      double sum = 0;
      for (int j = 0; j < values.length; j++) {
        values[j] = Math.max(0, 1 - Math.abs(first + j - centre + 0.5) / reach);
        sum += values[j];
      }
      for (int j = 0; j < values.length; j++) {
        values[j] /= sum;
      }
      all[i] = new Weights(first, values);
    }
    return all;
  }
}
