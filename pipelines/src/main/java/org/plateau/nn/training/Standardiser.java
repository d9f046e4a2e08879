package org.plateau.nn.training;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plateau.nn.checkpoint.HostTensor;
import org.plateau.nn.checkpoint.WeightFile;
import org.plateau.nn.checkpoint.WeightFileException;

/**
 * Standardisation of static features: (x - mean) / standard deviation of the training split, per
 * feature. A deviation of 0 counts as 1. Travels in the weight file as the tensors {@code
 * standardise.mean} and {@code standardise.std}, float32.
 */
final class Standardiser {
  static final String MEAN = "standardise.mean";
  static final String STD = "standardise.std";

  private final float[] mean;
  private final float[] std;

  private Standardiser(float[] mean, float[] std) {
    this.mean = mean;
    this.std = std;
  }

  /** Statistics of the training clips: mean and population deviation, in double precision. */
  static Standardiser fit(List<float[]> rows) {
    int dims = rows.get(0).length;
    float[] mean = new float[dims];
    float[] std = new float[dims];
    for (int d = 0; d < dims; d++) {
      double sum = 0;
      for (float[] row : rows) {
        sum += row[d];
      }
      double centre = sum / rows.size();
      double squares = 0;
      for (float[] row : rows) {
        squares += (row[d] - centre) * (row[d] - centre);
      }
      mean[d] = (float) centre;
      float deviation = (float) Math.sqrt(squares / rows.size());
      std[d] = deviation > 0 ? deviation : 1;
    }
    return new Standardiser(mean, std);
  }

  /** Reads the statistics of a weight file. */
  static Standardiser read(WeightFile file) throws IOException {
    if (!file.contains(MEAN) || !file.contains(STD)) {
      throw new WeightFileException(
          "%s: lacks %s and %s, the statistics by which static features are standardised; add them to the file"
              .formatted(file.path(), MEAN, STD));
    }
    return new Standardiser(file.read(MEAN).toFloats(), file.read(STD).toFloats());
  }

  Map<String, HostTensor> tensors() {
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    tensors.put(MEAN, HostTensor.of(mean, mean.length));
    tensors.put(STD, HostTensor.of(std, std.length));
    return tensors;
  }

  float[] apply(float[] row) {
    if (row.length != mean.length) {
      throw new IllegalArgumentException(
          "a clip has %d features, the weights were trained with %d"
              .formatted(row.length, mean.length));
    }
    float[] out = new float[row.length];
    for (int d = 0; d < row.length; d++) {
      out[d] = (row[d] - mean[d]) / std[d];
    }
    return out;
  }
}
