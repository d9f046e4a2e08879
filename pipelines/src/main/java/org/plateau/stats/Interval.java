package org.plateau.stats;

/**
 * A value with its resampling interval.
 *
 * @param value the statistic of the data itself, NaN if undefined
 * @param low 2.5 % percentile of the defined replicates, NaN if there is none
 * @param high 97.5 % percentile of the defined replicates, NaN if there is none
 * @param n resampled units: clips, or clusters (speakers)
 * @param replicates replicates drawn
 * @param undefined those of them whose value was NaN; left out of the percentiles
 */
public record Interval(
    double value, double low, double high, long n, int replicates, int undefined) {
  public Interval {
    if (n < 0 || replicates < 0 || undefined < 0 || undefined > replicates) {
      throw new IllegalArgumentException(
          "n >= 0 and 0 <= undefined <= replicates required, found n %d, undefined %d of %d"
              .formatted(n, undefined, replicates));
    }
  }
}
