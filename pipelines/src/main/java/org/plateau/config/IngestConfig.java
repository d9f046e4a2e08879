package org.plateau.config;

/**
 * Limits of what ingest takes; anything larger goes to quarantine as {@code too_large}.
 *
 * @param maxFileBytes largest file
 * @param maxDurationSeconds longest clip
 */
public record IngestConfig(long maxFileBytes, double maxDurationSeconds) {
  private static final double LONGEST_SECONDS = 3600;

  public IngestConfig {
    Checks.that(maxFileBytes >= 1, "max-file-bytes", maxFileBytes, "must be above zero");
    Checks.that(
        maxDurationSeconds > 0 && maxDurationSeconds <= LONGEST_SECONDS,
        "max-duration-seconds",
        maxDurationSeconds,
        "must be above 0 and at most 3600");
  }

  static IngestConfig read(Section section) {
    return new IngestConfig(
        section.bytes("max-file-bytes"),
        section.number("max-duration-seconds", 0, LONGEST_SECONDS));
  }
}
