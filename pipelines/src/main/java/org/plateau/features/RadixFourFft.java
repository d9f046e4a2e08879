package org.plateau.features;

/**
 * Self-sorting (Stockham) decimation in frequency for powers of two: radix-4 passes, and one
 * radix-2 pass where the exponent is odd. No bit reversal.
 */
final class RadixFourFft implements ComplexFft {
  private final int length;
  private final double[] cos;
  private final double[] sin;
  private final double[] scratchRe;
  private final double[] scratchIm;

  RadixFourFft(int length) {
    if (length < 1 || Integer.bitCount(length) != 1) {
      throw new IllegalArgumentException("length must be a power of two, found " + length);
    }
    this.length = length;
    this.cos = new double[length];
    this.sin = new double[length];
    for (int i = 0; i < length; i++) {
      cos[i] = Math.cos(2 * Math.PI * i / length);
      sin[i] = -Math.sin(2 * Math.PI * i / length);
    }
    this.scratchRe = new double[length];
    this.scratchIm = new double[length];
  }

  @Override
  public void transform(double[] re, double[] im) {
    double[] fromRe = re;
    double[] fromIm = im;
    double[] toRe = scratchRe;
    double[] toIm = scratchIm;
    int size = length;
    int stride = 1;
    while (size >= 4) {
      radixFour(size, stride, fromRe, fromIm, toRe, toIm);
      double[] swapRe = fromRe;
      double[] swapIm = fromIm;
      fromRe = toRe;
      fromIm = toIm;
      toRe = swapRe;
      toIm = swapIm;
      size /= 4;
      stride *= 4;
    }
    if (size == 2) {
      radixTwo(stride, fromRe, fromIm);
    }
    if (fromRe != re) {
      System.arraycopy(fromRe, 0, re, 0, length);
      System.arraycopy(fromIm, 0, im, 0, length);
    }
  }

  private void radixFour(int size, int stride, double[] xr, double[] xi, double[] yr, double[] yi) {
    int quarter = size / 4;
    int hop = stride * quarter;
    for (int p = 0; p < quarter; p++) {
      int twiddle = p * stride;
      double c1 = cos[twiddle];
      double s1 = sin[twiddle];
      double c2 = cos[2 * twiddle];
      double s2 = sin[2 * twiddle];
      double c3 = cos[3 * twiddle];
      double s3 = sin[3 * twiddle];
      int in = stride * p;
      int out = 4 * in;
      for (int q = 0; q < stride; q++) {
        int a = in + q;
        int b = a + hop;
        int c = b + hop;
        int d = c + hop;
        double sumAcRe = xr[a] + xr[c];
        double sumAcIm = xi[a] + xi[c];
        double difAcRe = xr[a] - xr[c];
        double difAcIm = xi[a] - xi[c];
        double sumBdRe = xr[b] + xr[d];
        double sumBdIm = xi[b] + xi[d];
        double turnedRe = xi[b] - xi[d];
        double turnedIm = xr[d] - xr[b];
        int o = out + q;
        yr[o] = sumAcRe + sumBdRe;
        yi[o] = sumAcIm + sumBdIm;
        double firstRe = difAcRe + turnedRe;
        double firstIm = difAcIm + turnedIm;
        yr[o + stride] = firstRe * c1 - firstIm * s1;
        yi[o + stride] = firstRe * s1 + firstIm * c1;
        double secondRe = sumAcRe - sumBdRe;
        double secondIm = sumAcIm - sumBdIm;
        yr[o + 2 * stride] = secondRe * c2 - secondIm * s2;
        yi[o + 2 * stride] = secondRe * s2 + secondIm * c2;
        double thirdRe = difAcRe - turnedRe;
        double thirdIm = difAcIm - turnedIm;
        yr[o + 3 * stride] = thirdRe * c3 - thirdIm * s3;
        yi[o + 3 * stride] = thirdRe * s3 + thirdIm * c3;
      }
    }
  }

  private static void radixTwo(int stride, double[] re, double[] im) {
    for (int q = 0; q < stride; q++) {
      double aRe = re[q];
      double aIm = im[q];
      double bRe = re[q + stride];
      double bIm = im[q + stride];
      re[q] = aRe + bRe;
      im[q] = aIm + bIm;
      re[q + stride] = aRe - bRe;
      im[q + stride] = aIm - bIm;
    }
  }
}
