package org.plateau.stats;

import java.util.random.RandomGenerator;

/**
 * Exact binomial draws: inversion where the mean is small, else transformed rejection (BTRS of W.
 * Hoermann, "The generation of binomial random variates", 1993). A normal approximation is never
 * used.
 */
final class Binomial {
  private static final double INVERSION_BELOW_MEAN = 10;

  private Binomial() {}

  /** Successes among {@code n >= 0} trials of probability {@code p} in [0, 1]. */
  static long draw(long n, double p, RandomGenerator random) {
    if (n < 0 || !(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException(
          "n >= 0 and p in [0, 1] required, found n %d, p %s".formatted(n, p));
    }
    if (p > 0.5) {
      return n - draw(n, 1 - p, random);
    }
    if (n == 0 || p == 0) {
      return 0;
    }
    return n * p < INVERSION_BELOW_MEAN ? invert(n, p, random) : reject(n, p, random);
  }

  /** Walks the distribution upwards from 0 until the uniform number is used up. */
  private static long invert(long n, double p, RandomGenerator random) {
    double ratio = p / (1 - p);
    double none = Math.exp(n * Math.log1p(-p));
    while (true) {
      double rest = random.nextDouble();
      double mass = none;
      long k = 0;
      while (rest >= mass && k < n) {
        rest -= mass;
        k++;
        mass *= ratio * (n - k + 1) / k;
        if (mass == 0) {
          break;
        }
      }
      if (rest < mass) {
        return k;
      }
    }
  }

  private static long reject(long n, double p, RandomGenerator random) {
    double q = 1 - p;
    double deviation = Math.sqrt(n * p * q);
    double b = 1.15 + 2.53 * deviation;
    double a = -0.0873 + 0.0248 * b + 0.01 * p;
    double centre = n * p + 0.5;
    double box = 0.92 - 4.2 / b;
    while (true) {
      double u = random.nextDouble() - 0.5;
      double v = 1 - random.nextDouble();
      double us = 0.5 - Math.abs(u);
      double candidate = Math.floor((2 * a / us + b) * u + centre);
      if (us >= 0.07 && v <= box) {
        return (long) candidate;
      }
      if (!(candidate >= 0 && candidate <= n)) {
        continue;
      }
      long k = (long) candidate;
      double alpha = (2.83 + 5.1 / b) * deviation;
      double logOdds = Math.log(p / q);
      long mode = (long) Math.floor((n + 1) * p);
      double atMode = logFactorial(mode) + logFactorial(n - mode);
      double logRatio = atMode - logFactorial(k) - logFactorial(n - k) + (k - mode) * logOdds;
      if (Math.log(v * alpha / (a / (us * us) + b)) <= logRatio) {
        return k;
      }
    }
  }

  /** ln k!: a table for small k, Stirling's series (error below 1e-15 relative) beyond. */
  static double logFactorial(long k) {
    if (k < LogFactorials.TABLE.length) {
      return LogFactorials.TABLE[(int) k];
    }
    double x = k + 1.0;
    double inverse = 1 / x;
    double square = inverse * inverse;
    double tail = inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260)));
    return (x - 0.5) * Math.log(x) - x + LogFactorials.HALF_LOG_TWO_PI + tail;
  }

  private static final class LogFactorials {
    static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
    static final double[] TABLE = new double[1024];

    static {
      for (int k = 2; k < TABLE.length; k++) {
        TABLE[k] = TABLE[k - 1] + Math.log(k);
      }
    }

    private LogFactorials() {}
  }
}
