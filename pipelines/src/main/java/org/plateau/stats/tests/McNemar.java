package org.plateau.stats.tests;

import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * McNemar's test of two models' accuracy, from the clips that only one of them gets right. Two
 * sided; 1 where there are none.
 */
public final class McNemar {
  private McNemar() {}

  /** min(1, 2 P[X &lt;= m]), X binomial over b + c clips with p = 1/2, m the smaller count. */
  public static double exact(long onlyFirst, long onlySecond) {
    BinomialDistribution coin = coin(onlyFirst, onlySecond);
    if (coin == null) {
      return 1;
    }
    return Math.min(1, 2 * coin.cumulativeProbability((int) Math.min(onlyFirst, onlySecond)));
  }

  /** The exact test with half the mass at the observed count (Lancaster 1961): less cautious. */
  public static double midP(long onlyFirst, long onlySecond) {
    BinomialDistribution coin = coin(onlyFirst, onlySecond);
    if (coin == null) {
      return 1;
    }
    int m = (int) Math.min(onlyFirst, onlySecond);
    return Math.min(1, 2 * coin.cumulativeProbability(m - 1) + coin.probability(m));
  }

  private static BinomialDistribution coin(long onlyFirst, long onlySecond) {
    if (onlyFirst < 0 || onlySecond < 0) {
      throw new IllegalArgumentException(
          "counts must be >= 0, found %d and %d".formatted(onlyFirst, onlySecond));
    }
    int n = Math.toIntExact(Math.addExact(onlyFirst, onlySecond));
    return n == 0 ? null : new BinomialDistribution(null, n, 0.5);
  }
}
