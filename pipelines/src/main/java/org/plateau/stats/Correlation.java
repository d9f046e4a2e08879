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

  /**
   * Kendall's tau-b, which allows for ties. NaN when undefined: fewer than three points, a constant
   * input, a NaN. Takes time n squared: meant for models, not for clips.
   */
  public static double kendallTauB(double[] x, double[] y) {
    requireEqualLengths(x, y);
    if (x.length < MIN_RANKED_POINTS || hasNan(x) || hasNan(y)) {
      return Double.NaN;
    }
    long difference = 0;
    long untiedX = 0;
    long untiedY = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < i; j++) {
        int signX = Double.compare(x[i] + 0.0, x[j] + 0.0);
        int signY = Double.compare(y[i] + 0.0, y[j] + 0.0);
        difference += (long) Integer.signum(signX) * Integer.signum(signY);
        untiedX += signX == 0 ? 0 : 1;
        untiedY += signY == 0 ? 0 : 1;
      }
    }
    return untiedX == 0 || untiedY == 0
        ? Double.NaN
        : difference / (Math.sqrt((double) untiedX) * Math.sqrt((double) untiedY));
  }

  /**
   * Lin's concordance coefficient, population moments. NaN for no points, a NaN, or two inputs that
   * are one and the same constant; 0 for a constant against a varying input.
   */
  public static double concordance(double[] x, double[] y) {
    requireEqualLengths(x, y);
    PairedMoments moments = new PairedMoments();
    for (int i = 0; i < x.length; i++) {
      moments.add(x[i], y[i]);
    }
    return moments.concordance();
  }

  /**
   * Spearman's rho of x and y with the ranks of z held fixed. NaN when one of the three rank
   * correlations is undefined, or z explains x or y wholly.
   */
  public static double partialSpearman(double[] x, double[] y, double[] z) {
    double xy = spearman(x, y);
    double xz = spearman(x, z);
    double yz = spearman(y, z);
    double rest = (1 - xz * xz) * (1 - yz * yz);
    return rest > 1e-12 ? Math.max(-1, Math.min(1, (xy - xz * yz) / Math.sqrt(rest))) : Double.NaN;
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
