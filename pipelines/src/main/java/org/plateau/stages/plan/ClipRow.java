package org.plateau.stages.plan;

import java.io.Serializable;
import java.util.Objects;
import org.plateau.packs.Fingerprint;

/**
 * One labelled clip as an experiment uses it: ids only, never samples.
 *
 * @param utterance the corpus's own id
 * @param audioId SHA-256 of the canonical samples
 * @param speaker speaker id, or null where unknown
 * @param split train, dev or test
 * @param label class name, or null
 */
public record ClipRow(String utterance, String audioId, String speaker, String split, String label)
    implements Serializable {
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

  /** The row as packs and fingerprints know it. */
  public Fingerprint.Row asPackRow() {
    return new Fingerprint.Row(utterance, audioId, label, split, speaker);
  }
}
