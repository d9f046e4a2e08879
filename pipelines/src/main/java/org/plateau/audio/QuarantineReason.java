package org.plateau.audio;

import java.util.Locale;

/** Why a file or a label line is set aside. A closed list: tables hold {@link #code()}. */
public enum QuarantineReason {
  /** The file ends before the sizes it states. */
  TRUNCATED,
  /** The file has no bytes. */
  EMPTY_FILE,
  /** The header is sound and no sample follows. */
  NO_SAMPLES,
  /** The bytes are no audio file of a known kind. */
  NOT_AUDIO,
  /** A sample is NaN, infinite, or beyond the range of a 32-bit float. */
  NON_FINITE,
  /** A label names a recording that is not there. */
  MISSING_AUDIO,
  /** A line of a label file cannot be read. */
  BAD_LABEL_LINE,
  /** A label's class is not one of the corpus. */
  UNKNOWN_CLASS,
  /** Two entries for the same utterance disagree, or claim the same utterance. */
  CONFLICTING_LABEL,
  /** The file's name does not follow the corpus's rule. */
  BAD_NAME,
  /** The path leaves the corpus's folder. */
  UNSAFE_PATH,
  /** The file is longer or larger than the limits allow. */
  TOO_LARGE,
  /** The file is audio, but its coding is damaged or not supported, or it cannot be opened. */
  UNREADABLE;

  /** The lower-case name that stands in the table {@code quarantine}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The reason of a code.
   *
   * @throws IllegalArgumentException if no reason has this code
   */
  public static QuarantineReason ofCode(String code) {
    for (QuarantineReason reason : values()) {
      if (reason.code().equals(code)) {
        return reason;
      }
    }
    throw new IllegalArgumentException("reason: " + code + " is not in the closed list");
  }
}
