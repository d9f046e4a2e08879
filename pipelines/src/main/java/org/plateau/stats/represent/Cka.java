package org.plateau.stats.represent;

/**
 * Centred kernel alignment of two representations of the same n items (Kornblith et al. 2019; the
 * unbiased form after Song et al. 2012 and Nguyen et al. 2021). Matrices are row-major, one row an
 * item: X is n x dx, Y is n x dy.
 */
public final class Cka {
  private static final int FEWEST_ITEMS = 4;

  private Cka() {}

  /**
   * Linear CKA: columns centred, |X'Y|^2 / (|X'X| |Y'Y|) in Frobenius norms. NaN where a matrix is
   * constant. Independent data do not give 0 when n is small against the columns.
   */
  public static double linear(double[][] x, double[][] y) {
    requireSameItems(x, y);
    double[][] k = gram(centred(x));
    double[][] l = gram(centred(y));
    return dot(k, l) / Math.sqrt(dot(k, k) * dot(l, l));
  }

  /** Unbiased CKA: 0 on average for independent data. NaN below 4 items, or without spread. */
  public static double unbiased(double[][] x, double[][] y) {
    requireSameItems(x, y);
    if (x.length < FEWEST_ITEMS) {
      return Double.NaN;
    }
    double[][] k = gram(x);
    double[][] l = gram(y);
    double product = hsic(k, k) * hsic(l, l);
    return product > 0 ? hsic(k, l) / Math.sqrt(product) : Double.NaN;
  }

  /** The unbiased estimate of the Hilbert-Schmidt independence criterion with linear kernels. */
  static double unbiasedHsic(double[][] x, double[][] y) {
    return hsic(gram(x), gram(y));
  }

  private static double hsic(double[][] k, double[][] l) {
    int n = k.length;
    double trace = 0;
    double sumK = 0;
    double sumL = 0;
    double rows = 0;
    for (int i = 0; i < n; i++) {
      double rowK = 0;
      double rowL = 0;
      for (int j = 0; j < n; j++) {
        if (i != j) {
          trace += k[i][j] * l[i][j];
          rowK += k[i][j];
          rowL += l[i][j];
        }
      }
      sumK += rowK;
      sumL += rowL;
      rows += rowK * rowL;
    }
    double pairs = (n - 1.0) * (n - 2.0);
    return (trace + sumK * sumL / pairs - 2 * rows / (n - 2.0)) / (n * (n - 3.0));
  }

  private static double[][] centred(double[][] x) {
    int columns = x.length == 0 ? 0 : x[0].length;
    double[][] centred = new double[x.length][columns];
    for (int c = 0; c < columns; c++) {
      double mean = 0;
      for (double[] row : x) {
        mean += row[c];
      }
      mean /= x.length;
      for (int i = 0; i < x.length; i++) {
        centred[i][c] = x[i][c] - mean;
      }
    }
    return centred;
  }

  private static double[][] gram(double[][] x) {
    int n = x.length;
    double[][] gram = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int c = 0; c < x[i].length; c++) {
          sum += x[i][c] * x[j][c];
        }
        gram[i][j] = sum;
        gram[j][i] = sum;
      }
    }
    return gram;
  }

  private static double dot(double[][] a, double[][] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        sum += a[i][j] * b[i][j];
      }
    }
    return sum;
  }

  private static void requireSameItems(double[][] x, double[][] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "both representations must have the same items, found %d and %d rows"
              .formatted(x.length, y.length));
    }
  }
}
