package org.plateau.audio.condition;

import java.io.Closeable;
import java.io.IOException;

/** One way in which recordings are degraded. Not safe for two threads: one object a thread. */
public interface Condition extends Closeable {
  /**
   * The recording as it is heard under this condition.
   *
   * @param samples 16 kHz mono in [-1, 1), not changed
   * @param seed a function of condition and utterance: the only source of randomness
   * @return as many samples; what lies outside [-1, 1) is clipped afterwards
   */
  float[] apply(float[] samples, long seed) throws IOException;

  @Override
  default void close() throws IOException {
    // most conditions hold nothing
  }
}
