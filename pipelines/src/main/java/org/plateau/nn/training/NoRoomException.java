package org.plateau.nn.training;

/** A training step finds no memory however it is cut; the message says what would fit. */
public final class NoRoomException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoRoomException(String message) {
    super(message);
  }
}
