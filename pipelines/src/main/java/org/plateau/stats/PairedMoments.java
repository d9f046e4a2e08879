package org.plateau.stats;

import java.io.Serializable;

/**
 * Means, variances and covariance of pairs: the mergeable state behind Pearson's r and Lin's
 * concordance coefficient (updates after Chan, Golub and LeVeque 1983). Mutable. A NaN that is
 * added makes every result NaN.
 */
public final class PairedMoments implements Serializable {
  private static final long serialVersionUID = 1L;

  private long n;
  private double meanX;
  private double meanY;
  private double xx;
  private double yy;
  private double xy;

  /** Adds one pair. */
  public void add(double x, double y) {
    n++;
    double dx = x - meanX;
    double dy = y - meanY;
    meanX += dx / n;
    meanY += dy / n;
    xx += dx * (x - meanX);
    yy += dy * (y - meanY);
    xy += dx * (y - meanY);
  }

  /** Adds the other's pairs to these and returns this one. */
  public PairedMoments merge(PairedMoments other) {
    if (other.n == 0) {
      return this;
    }
    long sum = n + other.n;
    double dx = other.meanX - meanX;
    double dy = other.meanY - meanY;
    double weight = (double) n * other.n / sum;
    xx += other.xx + dx * dx * weight;
    yy += other.yy + dy * dy * weight;
    xy += other.xy + dx * dy * weight;
    meanX += dx * other.n / sum;
    meanY += dy * other.n / sum;
    n = sum;
    return this;
  }

  /** Number of pairs. */
  public long n() {
    return n;
  }

  /** Pearson's r; NaN for fewer than two pairs or a constant. */
  public double pearson() {
    double r = n < 2 ? Double.NaN : xy / (Math.sqrt(xx) * Math.sqrt(yy));
    return Double.isNaN(r) || Double.isInfinite(r) ? Double.NaN : Math.max(-1, Math.min(1, r));
  }

  /** 2 cov / (var x + var y + (mean x - mean y)^2), population moments; NaN where 0 / 0. */
  public double concordance() {
    double gap = meanX - meanY;
    return 2 * xy / (xx + yy + n * gap * gap);
  }
}
