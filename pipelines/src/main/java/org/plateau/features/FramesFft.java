package org.plateau.features;

/**
 * Power spectra of many real frames at once, of a power of two N &gt;= 2. The same arithmetic in
 * the same order as {@link RealFft}, so the same bits; but each step is a loop over the frames,
 * which the JVM turns into vector instructions. All work is done in place; not safe for use by two
 * threads at once.
 *
 * <p>Frames are laid out by sample: row n holds sample n of every frame.
 */
final class FramesFft {
  private final int half;
  private final int capacity;
  private final double[] cos;
  private final double[] sin;
  private final double[] innerCos;
  private final double[] innerSin;
  private final double[][] re;
  private final double[][] im;

  /** The row in which a bin of the inner transform ends up. */
  private final int[] rowOf;

  /**
   * A plan.
   *
   * @param length N, a power of two, at least 2
   * @param capacity most frames of one call
   */
  FramesFft(int length, int capacity) {
    if (!fits(length) || capacity < 1) {
      throw new IllegalArgumentException(
          "length must be a power of two from 2 and capacity positive, found %d, %d"
              .formatted(length, capacity));
    }
    this.half = length / 2;
    this.capacity = capacity;
    this.cos = new double[half + 1];
    this.sin = new double[half + 1];
    for (int k = 0; k <= half; k++) {
      cos[k] = Math.cos(2 * Math.PI * k / length);
      sin[k] = -Math.sin(2 * Math.PI * k / length);
    }
    this.innerCos = new double[half];
    this.innerSin = new double[half];
    this.rowOf = new int[half];
    for (int i = 0; i < half; i++) {
      innerCos[i] = Math.cos(2 * Math.PI * i / half);
      innerSin[i] = -Math.sin(2 * Math.PI * i / half);
      rowOf[binIn(i, half)] = i;
    }
    this.re = new double[half][capacity];
    this.im = new double[half][capacity];
  }

  /** Whether frames of this length can be transformed so. */
  static boolean fits(int length) {
    return length >= 2 && Integer.bitCount(length) == 1;
  }

  /** The bin that a row of a transform of this size holds at the end. */
  private static int binIn(int row, int size) {
    if (size <= 2) {
      return row;
    }
    int quarter = size / 4;
    return row / quarter + 4 * binIn(row % quarter, quarter);
  }

  /** Most frames of one call. */
  int capacity() {
    return capacity;
  }

  /** Where sample {@code n} of every frame belongs, before {@link #transform}. */
  double[] row(int n) {
    return n % 2 == 0 ? re[n / 2] : im[n / 2];
  }

  /** Transforms the first {@code frames} frames in place. */
  void transform(int frames) {
    int size = half;
    int stride = 1;
    while (size >= 4) {
      int quarter = size / 4;
      for (int start = 0; start < half; start += size) {
        for (int p = 0; p < quarter; p++) {
          int a = start + p;
          if (p == 0) {
            plainFour(a, quarter, frames);
          } else {
            turnedFour(a, quarter, p * stride, frames);
          }
        }
      }
      size = quarter;
      stride *= 4;
    }
    if (size == 2) {
      for (int start = 0; start < half; start += 2) {
        two(re[start], re[start + 1], frames);
        two(im[start], im[start + 1], frames);
      }
    }
  }

  /** Four rows without turning. Loads stand before stores: rows never overlap in part. */
  private void plainFour(int a, int quarter, int frames) {
    double[] ar = re[a];
    double[] br = re[a + quarter];
    double[] cr = re[a + 2 * quarter];
    double[] dr = re[a + 3 * quarter];
    double[] ai = im[a];
    double[] bi = im[a + quarter];
    double[] ci = im[a + 2 * quarter];
    double[] di = im[a + 3 * quarter];
    for (int i = 0; i < frames; i++) {
      double sumAcRe = ar[i] + cr[i];
      double sumAcIm = ai[i] + ci[i];
      double difAcRe = ar[i] - cr[i];
      double difAcIm = ai[i] - ci[i];
      double sumBdRe = br[i] + dr[i];
      double sumBdIm = bi[i] + di[i];
      double turnedRe = bi[i] - di[i];
      double turnedIm = dr[i] - br[i];
      ar[i] = sumAcRe + sumBdRe;
      ai[i] = sumAcIm + sumBdIm;
      br[i] = difAcRe + turnedRe;
      bi[i] = difAcIm + turnedIm;
      cr[i] = sumAcRe - sumBdRe;
      ci[i] = sumAcIm - sumBdIm;
      dr[i] = difAcRe - turnedRe;
      di[i] = difAcIm - turnedIm;
    }
  }

  private void turnedFour(int a, int quarter, int twiddle, int frames) {
    double c1 = innerCos[twiddle];
    double s1 = innerSin[twiddle];
    double c2 = innerCos[2 * twiddle];
    double s2 = innerSin[2 * twiddle];
    double c3 = innerCos[3 * twiddle];
    double s3 = innerSin[3 * twiddle];
    double[] ar = re[a];
    double[] br = re[a + quarter];
    double[] cr = re[a + 2 * quarter];
    double[] dr = re[a + 3 * quarter];
    double[] ai = im[a];
    double[] bi = im[a + quarter];
    double[] ci = im[a + 2 * quarter];
    double[] di = im[a + 3 * quarter];
    for (int i = 0; i < frames; i++) {
      double sumAcRe = ar[i] + cr[i];
      double sumAcIm = ai[i] + ci[i];
      double difAcRe = ar[i] - cr[i];
      double difAcIm = ai[i] - ci[i];
      double sumBdRe = br[i] + dr[i];
      double sumBdIm = bi[i] + di[i];
      double turnedRe = bi[i] - di[i];
      double turnedIm = dr[i] - br[i];
      double firstRe = difAcRe + turnedRe;
      double firstIm = difAcIm + turnedIm;
      double secondRe = sumAcRe - sumBdRe;
      double secondIm = sumAcIm - sumBdIm;
      double thirdRe = difAcRe - turnedRe;
      double thirdIm = difAcIm - turnedIm;
      ar[i] = sumAcRe + sumBdRe;
      ai[i] = sumAcIm + sumBdIm;
      br[i] = firstRe * c1 - firstIm * s1;
      bi[i] = firstRe * s1 + firstIm * c1;
      cr[i] = secondRe * c2 - secondIm * s2;
      ci[i] = secondRe * s2 + secondIm * c2;
      dr[i] = thirdRe * c3 - thirdIm * s3;
      di[i] = thirdRe * s3 + thirdIm * c3;
    }
  }

  private static void two(double[] a, double[] b, int frames) {
    for (int i = 0; i < frames; i++) {
      double sum = a[i] + b[i];
      double difference = a[i] - b[i];
      a[i] = sum;
      b[i] = difference;
    }
  }

  /**
   * Squared magnitude of one bin of every frame, after {@link #transform}.
   *
   * @param bin 0 to N/2
   * @param out receives one value a frame
   */
  void power(int bin, int frames, double[] out) {
    int a = rowOf[bin == half ? 0 : bin];
    int b = rowOf[bin == 0 ? 0 : half - bin];
    double c = cos[bin];
    double s = sin[bin];
    double[] ar = re[a];
    double[] ai = im[a];
    double[] br = re[b];
    double[] bi = im[b];
    for (int i = 0; i < frames; i++) {
      double evenRe = 0.5 * (ar[i] + br[i]);
      double evenIm = 0.5 * (ai[i] - bi[i]);
      double oddRe = 0.5 * (ai[i] + bi[i]);
      double oddIm = 0.5 * (br[i] - ar[i]);
      double binRe = evenRe + oddRe * c - oddIm * s;
      double binIm = evenIm + oddRe * s + oddIm * c;
      out[i] = binRe * binRe + binIm * binIm;
    }
  }
}
