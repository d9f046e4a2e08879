package org.plateau.nn.training;

import ai.djl.engine.EngineException;
import java.util.Locale;

/** Recognises that the engine found no memory; its exceptions differ by text alone. */
final class OutOfMemory {
  private OutOfMemory() {}

  static boolean is(EngineException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("out of memory") || message.contains("not enough memory");
  }
}
