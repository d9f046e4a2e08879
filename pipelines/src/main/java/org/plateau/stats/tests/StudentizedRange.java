package org.plateau.stats.tests;

import org.apache.commons.math3.special.Erf;

/**
 * The range of k standard normal values (Tukey's studentized range with infinite degrees of
 * freedom): P(q) = k times the integral over z of phi(z) (Phi(z + q) - Phi(z))^(k-1), by the
 * trapezoid rule, which converges exponentially for such integrands.
 */
final class StudentizedRange {
  private static final double STEP = 1.0 / 64;
  private static final double REACH = 9;
  private static final double PRECISION = 1e-13;

  private StudentizedRange() {}

  /** Probability of a range of at least {@code q}, for {@code k >= 2} values. */
  static double upperTail(double q, int k) {
    if (k < 2) {
      throw new IllegalArgumentException("k must be >= 2, found " + k);
    }
    if (!(q > 0)) {
      return Double.isNaN(q) ? q : 1;
    }
    double sum = 0;
    for (double z = -REACH - q; z <= REACH; z += STEP) {
      double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
      // P of the others within [z, z + q], z being the least: 1 - P is what lies outside
      double above = normalTail(z);
      double within = above - normalTail(z + q);
      sum += density * (Math.pow(above, k - 1) - Math.pow(within, k - 1));
    }
    return Math.max(0, Math.min(1, k * sum * STEP));
  }

  /** The q whose {@link #upperTail} is {@code alpha} in (0, 1). */
  static double quantile(double alpha, int k) {
    double low = 0;
    double high = 64;
    while (high - low > PRECISION * high) {
      double middle = (low + high) / 2;
      if (upperTail(middle, k) > alpha) {
        low = middle;
      } else {
        high = middle;
      }
      if (middle == low && middle == high) {
        break;
      }
    }
    return (low + high) / 2;
  }

  private static double normalTail(double z) {
    return Erf.erfc(z / Math.sqrt(2)) / 2;
  }
}
