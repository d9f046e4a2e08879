package org.plateau.features;

import java.util.Arrays;
import org.plateau.stats.Percentiles;

/** Statistics of one quantity over time. */
final class Contour {
  private Contour() {}

  /**
   * Regression slope a frame over the two neighbours on each side; beyond the ends the first and
   * last value go on.
   */
  static double[] delta(double[] values) {
    int last = values.length - 1;
    double[] slopes = new double[values.length];
    for (int t = 0; t < slopes.length; t++) {
      double near = values[Math.min(last, t + 1)] - values[Math.max(0, t - 1)];
      double far = values[Math.min(last, t + 2)] - values[Math.max(0, t - 2)];
      slopes[t] = (near + 2 * far) / 10;
    }
    return slopes;
  }

  /** The values whose flag is set, in order. */
  static double[] select(double[] values, boolean[] flags) {
    double[] selected = new double[values.length];
    int count = 0;
    for (int t = 0; t < values.length; t++) {
      if (flags[t]) {
        selected[count++] = values[t];
      }
    }
    return Arrays.copyOf(selected, count);
  }

  /** Mean of at least one value. */
  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Standard deviation (divisor n) of at least one value. */
  static double deviation(double[] values) {
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / values.length);
  }

  /** Percentiles 10, 50, 90 of at least one value. */
  static double[] deciles(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new double[] {
      Percentiles.ofSorted(sorted, 0.1),
      Percentiles.ofSorted(sorted, 0.5),
      Percentiles.ofSorted(sorted, 0.9)
    };
  }
}
