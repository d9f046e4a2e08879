package org.plateau.stats;

import java.util.Arrays;

/** Percentiles by linear interpolation between order statistics (NumPy's default, Hyndman 7). */
public final class Percentiles {
  private static final double LOW = 0.025;
  private static final double HIGH = 0.975;

  private Percentiles() {}

  /**
   * The quantile of ascending values.
   *
   * @param sorted ascending, without NaN
   * @param q in [0, 1]
   * @return NaN for an empty array
   */
  public static double ofSorted(double[] sorted, double q) {
    if (!(q >= 0 && q <= 1)) {
      throw new IllegalArgumentException("q must be in [0, 1], found " + q);
    }
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double position = q * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    double weight = position - below;
    double difference = sorted[above] - sorted[below];
    return weight < 0.5
        ? sorted[below] + difference * weight
        : sorted[above] - difference * (1 - weight);
  }

  /**
   * The 2.5 and 97.5 % percentiles of replicates; NaN among them is left out and counted.
   *
   * @param value the statistic of the data itself
   * @param n resampled units
   */
  public static Interval interval(double value, long n, double... replicates) {
    double[] sorted = new double[replicates.length];
    int count = 0;
    for (double replicate : replicates) {
      if (!Double.isNaN(replicate)) {
        sorted[count++] = replicate;
      }
    }
    sorted = Arrays.copyOf(sorted, count);
    Arrays.sort(sorted);
    return new Interval(
        value,
        ofSorted(sorted, LOW),
        ofSorted(sorted, HIGH),
        n,
        replicates.length,
        replicates.length - count);
  }
}
