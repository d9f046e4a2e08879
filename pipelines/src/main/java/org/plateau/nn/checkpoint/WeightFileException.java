package org.plateau.nn.checkpoint;

import java.io.IOException;

/** A weight file or checkpoint that is damaged or not what it should be; the message says how. */
public final class WeightFileException extends IOException {
  private static final long serialVersionUID = 1L;

  public WeightFileException(String message) {
    super(message);
  }

  public WeightFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
