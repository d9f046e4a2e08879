package org.plateau.config;

/**
 * Size of the synthetic corpus of the demo.
 *
 * @param clips recordings in all
 * @param speakers synthetic voices
 * @param seed seed of the voices
 */
public record DemoConfig(int clips, int speakers, long seed) {
  private static final int MOST_CLIPS = 10_000_000;
  private static final int MOST_SPEAKERS = 97;

  public DemoConfig {
    Checks.that(clips >= speakers && clips <= MOST_CLIPS, "clips", clips, "at least one a speaker");
    Checks.that(
        speakers >= 4 && speakers <= MOST_SPEAKERS, "speakers", speakers, "must be from 4 to 97");
    Checks.that(seed >= 0, "seed", seed, "must not be negative");
  }

  static DemoConfig read(Section section) {
    int clips = section.integer("clips", 1, MOST_CLIPS);
    int speakers = section.integer("speakers", 4, MOST_SPEAKERS);
    long seed = section.wholeNumber("seed", 0, Long.MAX_VALUE);
    return section.build(() -> new DemoConfig(clips, speakers, seed));
  }
}
