package org.plateau.stats;

import java.util.random.RandomGenerator;

/** Exact random counts for resampling, for the packages below this one. */
public final class Resampling {
  private Resampling() {}

  /** Successes among {@code n >= 0} trials of probability {@code p} in [0, 1]. */
  public static long binomial(long n, double p, RandomGenerator random) {
    return Binomial.draw(n, p, random);
  }

  /**
   * Distributes {@code n >= 0} draws over cells with the given weights.
   *
   * @param out receives the draws, as long as the weights
   */
  public static void multinomial(long n, long[] weights, long[] out, RandomGenerator random) {
    Multinomial.draw(n, weights, out, random);
  }

  /** ln of n over k. */
  public static double logChoose(long n, long k) {
    return Binomial.logFactorial(n) - Binomial.logFactorial(k) - Binomial.logFactorial(n - k);
  }
}
