package org.plateau.features;

/**
 * DFT of real signals of one length N, not normalised. Even lengths go through one complex
 * transform of N/2. A plan allocates nothing after construction and is not safe for use by two
 * threads at once.
 */
public final class RealFft {
  /** Longest plan; keeps tables below some hundred megabytes whatever the input says. */
  public static final int MAX_LENGTH = 1 << 22;

  private final int length;
  private final boolean even;
  private final ComplexFft complex;
  private final double[] workRe;
  private final double[] workIm;
  private final double[] cos;
  private final double[] sin;

  /** A plan for {@code length} samples, 1 to {@value #MAX_LENGTH}. */
  public RealFft(int length) {
    this.length = length;
    this.even = length % 2 == 0;
    int inner = even ? length / 2 : length;
    this.complex = ComplexFft.ofLength(inner);
    this.workRe = new double[inner];
    this.workIm = new double[inner];
    int bins = length / 2 + 1;
    this.cos = new double[bins];
    this.sin = new double[bins];
    for (int k = 0; k < bins; k++) {
      cos[k] = Math.cos(2 * Math.PI * k / length);
      sin[k] = -Math.sin(2 * Math.PI * k / length);
    }
  }

  /** Samples N of one transform. */
  public int length() {
    return length;
  }

  /** Bins 0 to N/2 of one transform: N/2 + 1 (division rounded down). */
  public int bins() {
    return length / 2 + 1;
  }

  /**
   * The spectrum.
   *
   * @param samples at least N real samples; left as they are
   * @param re receives the real parts of {@link #bins()} bins
   * @param im receives the imaginary parts
   */
  public void transform(double[] samples, double[] re, double[] im) {
    if (!even) {
      System.arraycopy(samples, 0, workRe, 0, length);
      java.util.Arrays.fill(workIm, 0);
      complex.transform(workRe, workIm);
      System.arraycopy(workRe, 0, re, 0, bins());
      System.arraycopy(workIm, 0, im, 0, bins());
      return;
    }
    int half = length / 2;
    for (int i = 0; i < half; i++) {
      workRe[i] = samples[2 * i];
      workIm[i] = samples[2 * i + 1];
    }
    complex.transform(workRe, workIm);
    for (int k = 0; k <= half; k++) {
      int a = k == half ? 0 : k;
      int b = k == 0 ? 0 : half - k;
      double evenRe = 0.5 * (workRe[a] + workRe[b]);
      double evenIm = 0.5 * (workIm[a] - workIm[b]);
      double oddRe = 0.5 * (workIm[a] + workIm[b]);
      double oddIm = 0.5 * (workRe[b] - workRe[a]);
      re[k] = evenRe + oddRe * cos[k] - oddIm * sin[k];
      im[k] = evenIm + oddRe * sin[k] + oddIm * cos[k];
    }
  }
}
