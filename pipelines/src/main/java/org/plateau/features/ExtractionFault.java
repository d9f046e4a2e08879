package org.plateau.features;

import java.util.Locale;

/** Why one clip has no features in one set. Other clips are unharmed. */
public final class ExtractionFault extends Exception {
  private static final long serialVersionUID = 1L;

  /** The closed list of reasons. */
  public enum Reason {
    /** Fewer samples than the set needs for one row. */
    TOO_SHORT,
    /** The extractor gave a value that is no finite number. */
    NON_FINITE,
    /** The extractor's process ended without an answer. */
    CRASHED,
    /** The extractor took longer than the limit and was ended. */
    TIMEOUT,
    /** The extractor's process passed its memory limit and was ended. */
    MEMORY,
    /** The extractor answered with an error. */
    FAILED;

    /** Name in the tables. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Reason reason;

  public ExtractionFault(Reason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /**
   * Passes a matrix on if every value is finite.
   *
   * @throws ExtractionFault naming the first value that is not
   */
  public static FeatureMatrix requireFinite(FeatureMatrix matrix) throws ExtractionFault {
    float[] values = matrix.values();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new ExtractionFault(
            Reason.NON_FINITE,
            "row %d, column %d is %s".formatted(i / matrix.dims(), i % matrix.dims(), values[i]));
      }
    }
    return matrix;
  }
}
