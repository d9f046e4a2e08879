package org.plateau.config;

import java.util.List;

/**
 * How scores are resampled.
 *
 * @param replicates resamples of an interval
 * @param seed seed of the resamples
 * @param interval how ends follow from resamples: {@code percentile}, as the paper, or {@code bca}
 */
public record ScoreConfig(int replicates, long seed, String interval) {
  private static final List<String> INTERVALS = List.of("percentile", "bca");
  private static final int MOST = 10_000_000;

  public ScoreConfig {
    Checks.that(
        replicates >= 100 && replicates <= MOST,
        "replicates",
        replicates,
        "must be from 100 to 10000000");
    Checks.that(seed >= 0, "seed", seed, "must not be negative");
    Checks.that(INTERVALS.contains(interval), "interval", interval, "must be one of " + INTERVALS);
  }

  static ScoreConfig read(Section section) {
    return new ScoreConfig(
        section.integer("replicates", 100, MOST),
        section.wholeNumber("seed", 0, Long.MAX_VALUE),
        section.oneOf("interval", INTERVALS));
  }
}
