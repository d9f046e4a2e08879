package org.plateau.audio;

import java.util.Objects;

/** A recording that cannot be used. The file is set aside under {@link #reason()}. */
public final class AudioException extends Exception {
  private static final long serialVersionUID = 1L;

  private final QuarantineReason reason;

  /**
   * Makes the exception.
   *
   * @param reason why the file is set aside
   * @param detail what was found and what was expected; one line
   */
  public AudioException(QuarantineReason reason, String detail) {
    super(detail);
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  /** Why the file is set aside. */
  public QuarantineReason reason() {
    return reason;
  }

  /** What was found and what was expected, without the file's name. */
  public String detail() {
    return getMessage();
  }
}
