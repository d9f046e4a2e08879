package org.plateau.stats;

/** Correlation coefficients of paired values. */
public final class Correlation {
  private static final int MIN_RANKED_POINTS = 3;

  private Correlation() {}

  /**
   * Pearson's r in two passes. NaN when undefined: fewer than two points, a constant input, a NaN
   * or an infinite value.
   */
  public static double pearson(double[] x, double[] y) {
    requireEqualLengths(x, y);
    int n = x.length;
    if (n < 2 || isConstant(x) || isConstant(y)) {
      return Double.NaN;
    }
    double meanX = mean(x);
    double meanY = mean(y);
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < n; i++) {
      double dx = x[i] - meanX;
      double dy = y[i] - meanY;
      xx += dx * dx;
      yy += dy * dy;
      xy += dx * dy;
    }
    double r = xy / (Math.sqrt(xx) * Math.sqrt(yy));
    return Double.isNaN(r) ? r : Math.max(-1, Math.min(1, r));
  }

  /**
   * Spearman's rho: Pearson's r of average ranks. NaN when undefined: fewer than three points, a
   * constant input, a NaN; never 0 instead.
   */
  public static double spearman(double[] x, double[] y) {
    requireEqualLengths(x, y);
    if (x.length < MIN_RANKED_POINTS || hasNan(x) || hasNan(y)) {
      return Double.NaN;
    }
    return pearson(Ranks.average(x), Ranks.average(y));
  }

  private static void requireEqualLengths(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "x and y must be equally long, found %d and %d".formatted(x.length, y.length));
    }
  }

  private static boolean isConstant(double[] values) {
    for (double value : values) {
      if (value != values[0]) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasNan(double[] values) {
    for (double value : values) {
      if (Double.isNaN(value)) {
        return true;
      }
    }
    return false;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
