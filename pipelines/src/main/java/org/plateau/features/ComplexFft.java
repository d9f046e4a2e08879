package org.plateau.features;

/**
 * Plan of an in-place complex DFT of one length, X[k] = sum_n x[n] exp(-2 pi i k n / N), not
 * normalised. Owns its tables and scratch, so a transform allocates nothing; not safe for use by
 * two threads at once.
 */
interface ComplexFft {
  /** Transforms both arrays in place; each holds at least the plan's length. */
  void transform(double[] re, double[] im);

  /** A plan for any length >= 1: radix 4 for powers of two, else Bluestein's chirp transform. */
  static ComplexFft ofLength(int length) {
    if (length < 1 || length > RealFft.MAX_LENGTH) {
      throw new IllegalArgumentException(
          "FFT length must be in [1, %d], found %d".formatted(RealFft.MAX_LENGTH, length));
    }
    return Integer.bitCount(length) == 1 ? new RadixFourFft(length) : new BluesteinFft(length);
  }
}
