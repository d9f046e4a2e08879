package org.plateau.features;

/** The orthonormal DCT-II of a fixed number of inputs, its first coefficients only. */
final class CosineTransform {
  private final double[][] basis;

  /** {@code coefficients} in [1, inputs]; coefficient 0 is the scaled mean. */
  CosineTransform(int inputs, int coefficients) {
    if (coefficients < 1 || coefficients > inputs) {
      throw new IllegalArgumentException(
          "coefficients must be in [1, %d], found %d".formatted(inputs, coefficients));
    }
    basis = new double[coefficients][inputs];
    for (int k = 0; k < coefficients; k++) {
      double scale = Math.sqrt((k == 0 ? 1.0 : 2.0) / inputs);
      for (int n = 0; n < inputs; n++) {
        basis[k][n] = scale * Math.cos(Math.PI * k * (2 * n + 1) / (2.0 * inputs));
      }
    }
  }

  int coefficients() {
    return basis.length;
  }

  /** One coefficient of a vector. */
  double coefficient(int k, double[] values) {
    double[] row = basis[k];
    double sum = 0;
    for (int n = 0; n < row.length; n++) {
      sum += row[n] * values[n];
    }
    return sum;
  }
}
