package org.plateau.config;

/**
 * How scores are resampled.
 *
 * @param replicates resamples of an interval
 * @param seed seed of the resamples
 */
public record ScoreConfig(int replicates, long seed) {
  private static final int MOST = 10_000_000;

  public ScoreConfig {
    Checks.that(
        replicates >= 100 && replicates <= MOST,
        "replicates",
        replicates,
        "must be from 100 to 10000000");
    Checks.that(seed >= 0, "seed", seed, "must not be negative");
  }

  static ScoreConfig read(Section section) {
    return new ScoreConfig(
        section.integer("replicates", 100, MOST), section.wholeNumber("seed", 0, Long.MAX_VALUE));
  }
}
