package org.plateau.features;

/**
 * Feature values of one clip.
 *
 * @param frames rows; 1 for a static set
 * @param dims columns
 * @param values row-major, {@code frames * dims} values
 */
public record FeatureMatrix(int frames, int dims, float[] values) {
  public FeatureMatrix {
    if (frames < 0 || dims < 1 || values.length != frames * dims) {
      throw new IllegalArgumentException(
          "values must hold frames x dims = %d x %d numbers, found %d"
              .formatted(frames, dims, values.length));
    }
  }
}
