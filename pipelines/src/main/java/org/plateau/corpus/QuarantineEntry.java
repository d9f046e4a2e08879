package org.plateau.corpus;

import java.util.Objects;
import org.plateau.audio.QuarantineReason;

/**
 * A file or label line that is set aside.
 *
 * @param path relative to the corpus root; for a label line {@code file#id} or {@code file:line}
 * @param reason why
 * @param detail what was found; cut at 500 characters
 */
public record QuarantineEntry(String path, QuarantineReason reason, String detail) {
  /** Longest detail, in characters. */
  public static final int MAX_DETAIL = 500;

  public QuarantineEntry {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(reason, "reason");
    detail = detail == null ? "" : detail;
    if (detail.length() > MAX_DETAIL) {
      int cut = Character.isHighSurrogate(detail.charAt(MAX_DETAIL - 1)) ? 1 : 0;
      detail = detail.substring(0, MAX_DETAIL - cut);
    }
  }
}
