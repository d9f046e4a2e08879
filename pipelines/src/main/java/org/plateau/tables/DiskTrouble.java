package org.plateau.tables;

import java.io.IOException;
import org.plateau.config.UserException;

/** Tells a disk that is full or closed to writing from a defect of the program. */
final class DiskTrouble {
  private static final String SIGNS =
      "(?is).*(no space left|file too large|disk quota|permission denied|read-only file system).*";

  private DiskTrouble() {}

  /** The user's line where a cause is the disk; else the error itself, unchecked. */
  static RuntimeException translate(String root, Exception error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException && String.valueOf(cause.getMessage()).matches(SIGNS)) {
        return new UserException(
            "warehouse %s: cannot be written (%s); make room or choose another by --warehouse"
                .formatted(root, cause.getMessage()));
      }
    }
    return error instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException("a write to " + root + " failed", error);
  }
}
