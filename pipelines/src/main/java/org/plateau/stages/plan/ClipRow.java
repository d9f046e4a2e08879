package org.plateau.stages.plan;

import java.util.Objects;

/**
 * One labelled clip as an experiment uses it: ids only, never samples.
 *
 * @param utterance the corpus's own id
 * @param audioId SHA-256 of the canonical samples
 * @param speaker speaker id, or null where unknown
 * @param split train, dev or test
 * @param label class name, or null
 */
public record ClipRow(
    String utterance, String audioId, String speaker, String split, String label) {
  public ClipRow {
    Objects.requireNonNull(utterance, "utterance");
    Objects.requireNonNull(audioId, "audioId");
    Objects.requireNonNull(split, "split");
  }

  /** The same clip in another split. */
  public ClipRow withSplit(String other) {
    return new ClipRow(utterance, audioId, speaker, other, label);
  }

  /** The same clip with another label. */
  public ClipRow withLabel(String other) {
    return new ClipRow(utterance, audioId, speaker, split, other);
  }
}
