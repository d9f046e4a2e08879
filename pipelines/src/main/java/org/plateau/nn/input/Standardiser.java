package org.plateau.nn.input;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.plateau.nn.checkpoint.HostTensor;
import org.plateau.nn.checkpoint.WeightFile;
import org.plateau.nn.checkpoint.WeightFileException;

/**
 * Standardisation of static features and of descriptors over time: (x - mean) / standard deviation
 * of the training split, per feature over its clips or all their frames. A deviation of 0 counts as
 * 1. Travels in the weight file as the tensors {@code standardise.mean} and {@code
 * standardise.std}, float32.
 */
public final class Standardiser {
  public static final String MEAN = "standardise.mean";
  public static final String STD = "standardise.std";

  /** Leaves values as they are: for programs that standardise by themselves. */
  public static final Standardiser NONE = new Standardiser(new float[0], new float[0]);

  private final float[] mean;
  private final float[] std;

  private Standardiser(float[] mean, float[] std) {
    this.mean = mean;
    this.std = std;
  }

  /** Statistics of the training clips: mean and population deviation, in double precision. */
  public static Standardiser fit(List<float[]> rows) {
    return fit(rows.get(0).length, rows::stream);
  }

  /**
   * Statistics over rows that need not fit into memory: they are read twice.
   *
   * @param dims columns of a row
   * @param blocks each one row or several after each other; the same at every call, at least one
   */
  public static Standardiser fit(int dims, Supplier<Stream<float[]>> blocks) {
    double[] sums = new double[dims];
    long rows = forEachRow(dims, blocks, (d, value) -> sums[d] += value);
    double[] centres = new double[dims];
    for (int d = 0; d < dims; d++) {
      centres[d] = sums[d] / rows;
    }
    double[] squares = new double[dims];
    forEachRow(
        dims, blocks, (d, value) -> squares[d] += (value - centres[d]) * (value - centres[d]));
    float[] mean = new float[dims];
    float[] std = new float[dims];
    for (int d = 0; d < dims; d++) {
      mean[d] = (float) centres[d];
      float deviation = (float) Math.sqrt(squares[d] / rows);
      std[d] = deviation > 0 ? deviation : 1;
    }
    return new Standardiser(mean, std);
  }

  private interface Cell {
    void accept(int dim, float value);
  }

  private static long forEachRow(int dims, Supplier<Stream<float[]>> blocks, Cell cell) {
    long rows = 0;
    try (Stream<float[]> stream = blocks.get()) {
      for (float[] block : (Iterable<float[]>) stream::iterator) {
        if (block.length % dims != 0) {
          throw new IllegalArgumentException(
              "%d values are no rows of %d features".formatted(block.length, dims));
        }
        for (int i = 0; i < block.length; i++) {
          cell.accept(i % dims, block[i]);
        }
        rows += block.length / dims;
      }
    }
    return rows;
  }

  /** True if the weight file holds statistics. */
  public static boolean standsIn(WeightFile file) {
    return file.contains(MEAN) && file.contains(STD);
  }

  /** Reads the statistics of a weight file. */
  public static Standardiser read(WeightFile file) throws IOException {
    if (!file.contains(MEAN) || !file.contains(STD)) {
      throw new WeightFileException(
          "%s: lacks %s and %s, the statistics by which static features are standardised; add them to the file"
              .formatted(file.path(), MEAN, STD));
    }
    return new Standardiser(file.read(MEAN).toFloats(), file.read(STD).toFloats());
  }

  public Map<String, HostTensor> tensors() {
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    tensors.put(MEAN, HostTensor.of(mean, mean.length));
    tensors.put(STD, HostTensor.of(std, std.length));
    return tensors;
  }

  public float[] apply(float[] row) {
    if (mean.length == 0) {
      return row;
    }
    if (row.length != mean.length) {
      throw new IllegalArgumentException(
          "a clip has %d features, the weights were trained with %d"
              .formatted(row.length, mean.length));
    }
    return applyToRows(row);
  }

  /** The same for several rows after each other. */
  public float[] applyToRows(float[] rows) {
    if (rows.length % mean.length != 0) {
      throw new IllegalArgumentException(
          "%d values are no rows of the %d features that the weights were trained with"
              .formatted(rows.length, mean.length));
    }
    float[] out = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      int d = i % mean.length;
      out[i] = (rows[i] - mean[d]) / std[d];
    }
    return out;
  }
}
