package org.plateau.corpus.checks;

import java.util.Objects;

/**
 * What the checks need to know of a readable clip.
 *
 * @param utterance the corpus's own id
 * @param audioId hash of its sound
 * @param speaker speaker id, or null where unknown
 * @param split its split
 * @param durationSeconds length
 * @param rms root mean square of its samples, in [0, 1]
 */
public record CheckedClip(
    String utterance,
    String audioId,
    String speaker,
    String split,
    double durationSeconds,
    double rms) {
  public CheckedClip {
    Objects.requireNonNull(utterance, "utterance");
    Objects.requireNonNull(audioId, "audioId");
    Objects.requireNonNull(split, "split");
  }
}
