package org.plateau.features;

/**
 * Any length as a convolution with a chirp (Bluestein 1970): kn = (k^2 + n^2 - (k - n)^2) / 2, so
 * one DFT becomes a circular convolution of a power of two at least 2 N - 1 long.
 */
final class BluesteinFft implements ComplexFft {
  private final int length;
  private final int padded;
  private final RadixFourFft inner;
  private final double[] chirpRe;
  private final double[] chirpIm;
  private final double[] kernelRe;
  private final double[] kernelIm;
  private final double[] workRe;
  private final double[] workIm;

  BluesteinFft(int length) {
    this.length = length;
    this.padded = Integer.highestOneBit(Math.max(1, 2 * length - 2)) << 1;
    this.inner = new RadixFourFft(padded);
    this.chirpRe = new double[length];
    this.chirpIm = new double[length];
    this.kernelRe = new double[padded];
    this.kernelIm = new double[padded];
    this.workRe = new double[padded];
    this.workIm = new double[padded];
    for (int i = 0; i < length; i++) {
      double angle = Math.PI * ((long) i * i % (2L * length)) / length;
      chirpRe[i] = Math.cos(angle);
      chirpIm[i] = -Math.sin(angle);
      int mirrored = (padded - i) % padded;
      kernelRe[i] = chirpRe[i];
      kernelIm[i] = -chirpIm[i];
      kernelRe[mirrored] = kernelRe[i];
      kernelIm[mirrored] = kernelIm[i];
    }
    inner.transform(kernelRe, kernelIm);
  }

  @Override
  public void transform(double[] re, double[] im) {
    for (int i = 0; i < length; i++) {
      workRe[i] = re[i] * chirpRe[i] - im[i] * chirpIm[i];
      workIm[i] = re[i] * chirpIm[i] + im[i] * chirpRe[i];
    }
    for (int i = length; i < padded; i++) {
      workRe[i] = 0;
      workIm[i] = 0;
    }
    inner.transform(workRe, workIm);
    for (int i = 0; i < padded; i++) {
      double productRe = workRe[i] * kernelRe[i] - workIm[i] * kernelIm[i];
      double productIm = workRe[i] * kernelIm[i] + workIm[i] * kernelRe[i];
      // Real and imaginary part change places: the forward transform then inverts.
      workRe[i] = productIm;
      workIm[i] = productRe;
    }
    inner.transform(workRe, workIm);
    for (int i = 0; i < length; i++) {
      double sumRe = workIm[i] / padded;
      double sumIm = workRe[i] / padded;
      re[i] = sumRe * chirpRe[i] - sumIm * chirpIm[i];
      im[i] = sumRe * chirpIm[i] + sumIm * chirpRe[i];
    }
  }
}
