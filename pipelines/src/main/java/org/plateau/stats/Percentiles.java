package org.plateau.stats;

/** Percentiles by linear interpolation between order statistics (NumPy's default, Hyndman 7). */
public final class Percentiles {
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
}
