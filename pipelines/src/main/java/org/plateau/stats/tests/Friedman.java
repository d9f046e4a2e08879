package org.plateau.stats.tests;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.plateau.stats.Ranks;

/**
 * Friedman's test of models over tasks, and Nemenyi's test of their pairs (Demsar 2006). Rank 1 is
 * the largest value; ties share the mean rank.
 *
 * @param tasks rows N of the table
 * @param meanRanks mean rank of each of the k models
 * @param chi2 Friedman's statistic, corrected for ties; NaN with one task or one model, or where
 *     every task ties all models
 * @param p its p-value, chi-squared with k - 1 degrees of freedom
 */
public record Friedman(int tasks, double[] meanRanks, double chi2, double p) {

  /**
   * @param table scores, one row a task, one column a model; none NaN
   */
  public static Friedman of(double[][] table) {
    int n = table.length;
    int k = n == 0 ? 0 : table[0].length;
    double[] sums = new double[k];
    double ties = 0;
    for (double[] row : table) {
      double[] negated = new double[k];
      for (int j = 0; j < k; j++) {
        negated[j] = -row[j];
      }
      double[] ranks = Ranks.average(negated);
      for (int j = 0; j < k; j++) {
        sums[j] += ranks[j];
      }
      ties += ties(ranks);
    }
    double squares = 0;
    double[] means = new double[k];
    for (int j = 0; j < k; j++) {
      means[j] = sums[j] / n;
      squares += sums[j] * sums[j];
    }
    double correction = 1 - ties / ((double) n * k * ((double) k * k - 1));
    double chi2 = (12.0 * squares / (n * k * (k + 1.0)) - 3.0 * n * (k + 1)) / correction;
    if (n < 2 || k < 2 || !(correction > 0)) {
      return new Friedman(n, means, Double.NaN, Double.NaN);
    }
    double p = 1 - new ChiSquaredDistribution(null, k - 1).cumulativeProbability(chi2);
    return new Friedman(n, means, chi2, p);
  }

  /** Smallest difference of mean ranks that Nemenyi's test tells from chance at {@code alpha}. */
  public double criticalDifference(double alpha) {
    int k = meanRanks.length;
    return k < 2 || tasks == 0
        ? Double.NaN
        : StudentizedRange.quantile(alpha, k) / Math.sqrt(2) * standardError();
  }

  /** Nemenyi's p-value of two models, corrected for all pairs. */
  public double nemenyi(int a, int b) {
    if (a == b) {
      return 1;
    }
    double z = Math.abs(meanRanks[a] - meanRanks[b]) / standardError();
    return StudentizedRange.upperTail(z * Math.sqrt(2), meanRanks.length);
  }

  private double standardError() {
    int k = meanRanks.length;
    return Math.sqrt(k * (k + 1.0) / (6.0 * tasks));
  }

  /** Sum of t^3 - t over groups of t equal ranks. */
  private static double ties(double[] ranks) {
    double[] sorted = ranks.clone();
    java.util.Arrays.sort(sorted);
    double sum = 0;
    int start = 0;
    for (int i = 1; i <= sorted.length; i++) {
      if (i == sorted.length || sorted[i] != sorted[start]) {
        double t = i - start;
        sum += t * t * t - t;
        start = i;
      }
    }
    return sum;
  }
}
