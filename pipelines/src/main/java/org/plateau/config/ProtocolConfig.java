package org.plateau.config;

import java.util.List;

/**
 * What the evaluation protocol leaves open. Stored with every run.
 *
 * @param cropSeconds training crops or pads clips to this length
 * @param minSeconds evaluation pads shorter clips to this length
 * @param padding {@code plateau}: what digital silence gives
 */
public record ProtocolConfig(double cropSeconds, double minSeconds, String padding) {
  /** Sample rate of canonical audio. */
  public static final int SAMPLE_RATE_HZ = 16_000;

  /** The ways to pad. */
  public static final List<String> PADDINGS = List.of("plateau");

  private static final double MOST_SECONDS = 600;

  public ProtocolConfig {
    seconds(cropSeconds, "crop-seconds");
    seconds(minSeconds, "min-seconds");
    Checks.that(PADDINGS.contains(padding), "padding", padding, "must be one of " + PADDINGS);
  }

  /** Training length in samples at 16 kHz. */
  public int cropSamples() {
    return samples(cropSeconds);
  }

  /** Shortest evaluation length in samples at 16 kHz. */
  public int minSamples() {
    return samples(minSeconds);
  }

  private static int samples(double seconds) {
    return Math.toIntExact(Math.round(seconds * SAMPLE_RATE_HZ));
  }

  private static void seconds(double value, String name) {
    Checks.that(
        samples(value) >= 1 && value <= MOST_SECONDS,
        name,
        value,
        "must be at least one sample and at most 600 seconds");
  }

  static ProtocolConfig read(Section section) {
    double crop = section.number("crop-seconds", 0, MOST_SECONDS);
    double min = section.number("min-seconds", 0, MOST_SECONDS);
    String padding = section.oneOf("padding", PADDINGS);
    return section.build(() -> new ProtocolConfig(crop, min, padding));
  }
}
