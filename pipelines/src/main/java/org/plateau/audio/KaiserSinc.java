package org.plateau.audio;

/**
 * A low-pass kernel in continuous time: c sinc(c t) under a Kaiser window, t in input samples.
 * Cut-off c (half way between pass and stop edge) is relative to the input's Nyquist frequency.
 */
final class KaiserSinc {
  private final double cutoff;
  private final double halfWidth;
  private final double beta;
  private final double windowScale;

  /**
   * Designs the kernel.
   *
   * @param band stop edge relative to the input's Nyquist frequency, in (0, 1]
   * @param passEdge pass edge relative to the stop edge, in (0, 1)
   * @param attenuationDb stop band attenuation, above 50 dB
   */
  KaiserSinc(double band, double passEdge, double attenuationDb) {
    cutoff = band * (1 + passEdge) / 2;
    double transition = Math.PI * band * (1 - passEdge);
    halfWidth = (attenuationDb - 8) / (2.285 * transition) / 2;
    beta = 0.1102 * (attenuationDb - 8.7);
    windowScale = 1 / besselI0(beta);
  }

  /** Taps on each side of a place between two input samples. */
  int halfTaps() {
    return (int) Math.ceil(halfWidth);
  }

  double at(double t) {
    double position = t / halfWidth;
    double rest = 1 - position * position;
    if (rest < 0) {
      return 0;
    }
    double x = Math.PI * cutoff * t;
    double sinc = x == 0 ? 1 : StrictMath.sin(x) / x;
    return cutoff * sinc * besselI0(beta * StrictMath.sqrt(rest)) * windowScale;
  }

  /** Modified Bessel function of order 0 by its power series. */
  private static double besselI0(double x) {
    double quarter = x * x / 4;
    double term = 1;
    double sum = 1;
    for (int k = 1; term > sum * 1e-17; k++) {
      term *= quarter / ((double) k * k);
      sum += term;
    }
    return sum;
  }
}
