package org.plateau.audio;

/**
 * A discrete Fourier transform of any length by its smallest factors, for measurements in tests.
 */
final class Dft {
  private Dft() {}

  /** Squared magnitudes of bins 0 to n / 2. */
  static double[] powers(double[] signal) {
    double[][] spectrum = transform(signal, new double[signal.length]);
    double[] powers = new double[signal.length / 2 + 1];
    for (int k = 0; k < powers.length; k++) {
      powers[k] = spectrum[0][k] * spectrum[0][k] + spectrum[1][k] * spectrum[1][k];
    }
    return powers;
  }

  private static double[][] transform(double[] real, double[] imaginary) {
    int n = real.length;
    double[][] result = new double[2][n];
    int factor = smallestFactor(n);
    int m = n / factor;
    double[][][] parts = new double[factor][][];
    for (int r = 0; r < factor; r++) {
      double[] partReal = new double[m];
      double[] partImaginary = new double[m];
      for (int i = 0; i < m; i++) {
        partReal[i] = real[i * factor + r];
        partImaginary[i] = imaginary[i * factor + r];
      }
      parts[r] =
          m == 1 ? new double[][] {partReal, partImaginary} : transform(partReal, partImaginary);
    }
    for (int k = 0; k < n; k++) {
      for (int r = 0; r < factor; r++) {
        double angle = -2 * Math.PI * ((long) k * r % n) / n;
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double re = parts[r][0][k % m];
        double im = parts[r][1][k % m];
        result[0][k] += re * cos - im * sin;
        result[1][k] += re * sin + im * cos;
      }
    }
    return result;
  }

  private static int smallestFactor(int n) {
    for (int factor = 2; factor * factor <= n; factor++) {
      if (n % factor == 0) {
        return factor;
      }
    }
    return n;
  }
}
