package org.plateau.corpus.checks;

import java.util.Objects;

/**
 * One figure about a release.
 *
 * @param name what was looked at, for example {@code clips}, {@code shared_speakers}
 * @param subject of which part, for example {@code train} or {@code emodb-4/train/angry}
 * @param value the figure
 * @param expected the official figure, or null where none is known
 * @param status how to take it
 * @param detail more of that; may be empty
 */
public record Check(
    String name, String subject, double value, Double expected, Status status, String detail) {

  /** How to take a figure. */
  public enum Status {
    /** A figure to know. */
    INFO,
    /** Equal to the official figure. */
    OK,
    /** Not the official figure: another copy of the corpus, or files are missing. */
    DIFFERS,
    /** Something odd that does no harm by itself. */
    NOTE,
    /** Something that spoils results, such as a speaker in train and test. */
    WARNING
  }

  public Check {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(detail, "detail");
  }

  static Check info(String name, String subject, double value, String detail) {
    return new Check(name, subject, value, null, Status.INFO, detail);
  }

  static Check found(String name, String subject, long value, Status status, String detail) {
    return new Check(name, subject, value, null, value == 0 ? Status.INFO : status, detail);
  }
}
