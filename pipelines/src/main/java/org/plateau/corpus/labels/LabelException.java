package org.plateau.corpus.labels;

import java.util.Objects;
import org.plateau.audio.QuarantineReason;

/** A label line that cannot be used. It is set aside under {@link #reason()}. */
public final class LabelException extends Exception {
  private static final long serialVersionUID = 1L;

  private final QuarantineReason reason;

  /**
   * Makes the exception.
   *
   * @param reason why the line is set aside
   * @param detail what was found and what was expected; one line
   */
  public LabelException(QuarantineReason reason, String detail) {
    super(detail, null, false, false);
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  /** A line that cannot be read. */
  public static LabelException badLine(String detail) {
    return new LabelException(QuarantineReason.BAD_LABEL_LINE, detail);
  }

  /** Why the line is set aside. */
  public QuarantineReason reason() {
    return reason;
  }

  /** What was found and what was expected. */
  public String detail() {
    return getMessage();
  }
}
