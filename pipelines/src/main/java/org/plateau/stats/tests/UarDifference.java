package org.plateau.stats.tests;

import java.util.random.RandomGenerator;
import org.plateau.stats.Interval;
import org.plateau.stats.Percentiles;
import org.plateau.stats.Resampling;
import org.plateau.stats.compare.PairCounts;

/**
 * Tests of the difference UAR(b) - UAR(a) of two models on the same clips. Everything follows from
 * the number of clips a class that only a, only b, or neither alone gets right, so the cost depends
 * on classes, not clips.
 */
public final class UarDifference {
  private static final double TOLERANCE = 1e-12;

  private final int present;
  private final long[] support;
  private final long[] onlyFirst;
  private final long[] onlySecond;

  /** From the counts of a pair; classes that the truth lacks are left out. */
  public UarDifference(PairCounts counts) {
    int k = counts.classes();
    support = new long[k];
    onlyFirst = new long[k];
    onlySecond = new long[k];
    int classes = 0;
    for (int c = 0; c < k; c++) {
      support[c] = counts.support(c);
      onlyFirst[c] = counts.onlyFirstRight(c);
      onlySecond[c] = counts.onlySecondRight(c);
      classes += support[c] > 0 ? 1 : 0;
    }
    present = classes;
  }

  /** UAR(b) - UAR(a); NaN without clips. */
  public double value() {
    double sum = 0;
    for (int c = 0; c < support.length; c++) {
      if (support[c] > 0) {
        sum += (double) (onlySecond[c] - onlyFirst[c]) / support[c];
      }
    }
    return present == 0 ? Double.NaN : sum / present;
  }

  /**
   * Two-sided permutation p-value: each clip's answers are exchanged or not with probability 1/2;
   * share of |statistic| >= |observed|. Exact where the distribution has at most {@code most}
   * points, else from {@code replicates} draws, one added to both counts.
   */
  public double permutation(int most, int replicates, RandomGenerator random) {
    if (present == 0) {
      return Double.NaN;
    }
    double points = 1;
    for (int c = 0; c < support.length; c++) {
      points *= onlyFirst[c] + onlySecond[c] + 1.0;
    }
    return points <= most ? exactPermutation() : drawnPermutation(replicates, random);
  }

  private double exactPermutation() {
    return outside(0, 0, 1, Math.abs(value()));
  }

  /** Probability of ending at least {@code limit} from 0, given the classes before this one. */
  private double outside(int c, double sum, double probability, double limit) {
    if (c == support.length) {
      return Math.abs(sum) >= limit - TOLERANCE ? probability : 0;
    }
    long flips = onlyFirst[c] + onlySecond[c];
    if (flips == 0) {
      return outside(c + 1, sum, probability, limit);
    }
    double total = 0;
    for (long k = 0; k <= flips; k++) {
      double log = Resampling.logChoose(flips, k) - flips * Math.log(2);
      double step = (2.0 * k - flips) / support[c] / present;
      total += outside(c + 1, sum + step, probability * Math.exp(log), limit);
    }
    return total;
  }

  private double drawnPermutation(int replicates, RandomGenerator random) {
    double limit = Math.abs(value()) - TOLERANCE;
    int hits = 0;
    for (int r = 0; r < replicates; r++) {
      double sum = 0;
      for (int c = 0; c < support.length; c++) {
        long flips = onlyFirst[c] + onlySecond[c];
        if (flips > 0) {
          long heads = Resampling.binomial(flips, 0.5, random);
          sum += (2.0 * heads - flips) / support[c];
        }
      }
      hits += Math.abs(sum / present) >= limit ? 1 : 0;
    }
    return (hits + 1.0) / (replicates + 1.0);
  }

  /** Percentile interval of the difference over clips drawn with replacement. */
  public Interval bootstrap(int replicates, RandomGenerator random) {
    long[] weights = new long[support.length * 3];
    long n = 0;
    for (int c = 0; c < support.length; c++) {
      weights[3 * c] = onlyFirst[c];
      weights[3 * c + 1] = onlySecond[c];
      weights[3 * c + 2] = support[c] - onlyFirst[c] - onlySecond[c];
      n += support[c];
    }
    if (n == 0) {
      return new Interval(Double.NaN, Double.NaN, Double.NaN, 0, 0, 0);
    }
    long[] drawn = new long[weights.length];
    double[] values = new double[replicates];
    for (int r = 0; r < replicates; r++) {
      Resampling.multinomial(n, weights, drawn, random);
      double sum = 0;
      int defined = 0;
      for (int c = 0; c < support.length; c++) {
        long size = drawn[3 * c] + drawn[3 * c + 1] + drawn[3 * c + 2];
        if (size > 0) {
          sum += (double) (drawn[3 * c + 1] - drawn[3 * c]) / size;
          defined++;
        }
      }
      values[r] = sum / defined;
    }
    return Percentiles.interval(value(), n, values);
  }

  /**
   * Two-sided p-value of "no difference" from bootstrap replicates of a difference: twice the
   * smaller share on either side of 0, one added to both counts; NaN without replicates.
   */
  public static double bootstrapP(double... replicates) {
    int below = 0;
    int above = 0;
    int defined = 0;
    for (double value : replicates) {
      if (!Double.isNaN(value)) {
        defined++;
        below += value <= 0 ? 1 : 0;
        above += value >= 0 ? 1 : 0;
      }
    }
    return defined == 0
        ? Double.NaN
        : Math.min(1, 2 * (Math.min(below, above) + 1.0) / (defined + 1.0));
  }
}
