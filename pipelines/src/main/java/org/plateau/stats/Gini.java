package org.plateau.stats;

import java.util.Arrays;

/**
 * Gini coefficient of scores: 0 = all equal, (N - 1) / N = one has everything. {@code G = sum_ij
 * |u_i - u_j| / (2 N^2 mean u)}, without a small-sample correction.
 */
public final class Gini {
  private Gini() {}

  /**
   * The coefficient; 0 when all values are 0, NaN without values, independent of their order.
   *
   * @throws IllegalArgumentException for a negative or NaN or infinite value
   */
  public static double of(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    if (n == 0) {
      return Double.NaN;
    }
    double sum = 0;
    double weighted = 0;
    for (int i = 0; i < n; i++) {
      double value = sorted[i];
      if (!(value >= 0) || Double.isInfinite(value)) {
        throw new IllegalArgumentException("Gini needs finite values >= 0, found " + value);
      }
      sum += value;
      weighted += (2.0 * i + 1 - n) * value;
    }
    return sum == 0 ? 0 : Math.max(0, weighted / (n * sum));
  }
}
