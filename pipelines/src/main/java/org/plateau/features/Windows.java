package org.plateau.features;

/** Window functions. Periodic: denominator N, for spectra; symmetric: denominator N - 1. */
public final class Windows {
  private static final double POVEY_EXPONENT = 0.85;

  private Windows() {}

  /** Periodic Hann: 0.5 - 0.5 cos(2 pi n / N). */
  public static double[] periodicHann(int length) {
    return raisedCosine(length, length, 0.5);
  }

  /** Symmetric Hann: 0.5 - 0.5 cos(2 pi n / (N - 1)), for N >= 2. */
  public static double[] symmetricHann(int length) {
    return raisedCosine(length, length - 1, 0.5);
  }

  /** Periodic Hamming: 0.54 - 0.46 cos(2 pi n / N). */
  public static double[] periodicHamming(int length) {
    return raisedCosine(length, length, 0.54);
  }

  /** Kaldi's Povey window: symmetric Hann to the power of 0.85, for N >= 2. */
  public static double[] povey(int length) {
    double[] window = symmetricHann(length);
    for (int i = 0; i < length; i++) {
      window[i] = Math.pow(window[i], POVEY_EXPONENT);
    }
    return window;
  }

  private static double[] raisedCosine(int length, int denominator, double offset) {
    if (length < 1 || denominator < 1) {
      throw new IllegalArgumentException("window is too short: " + length);
    }
    double[] window = new double[length];
    for (int i = 0; i < length; i++) {
      window[i] = offset - (1 - offset) * Math.cos(2 * Math.PI * i / denominator);
    }
    return window;
  }
}
