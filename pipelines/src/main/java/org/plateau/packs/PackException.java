package org.plateau.packs;

import java.io.IOException;

/** A folder that is no pack, or a pack whose files do not fit its manifest. */
public final class PackException extends IOException {
  private static final long serialVersionUID = 1L;

  PackException(String message) {
    super(message);
  }

  PackException(String message, Throwable cause) {
    super(message, cause);
  }
}
