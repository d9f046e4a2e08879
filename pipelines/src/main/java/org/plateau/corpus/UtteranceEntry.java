package org.plateau.corpus;

import java.util.Objects;

/**
 * One recording that the corpus lists.
 *
 * @param utterance the corpus's own id, without extension
 * @param path of its audio file, relative to the corpus root
 * @param speaker speaker id, or null where unknown
 * @param gender {@code male}, {@code female}, or null where unknown
 * @param split train, dev, test, test1, test2, test3 or none
 * @param arousal in the corpus's scale, or null
 * @param valence in the corpus's scale, or null
 * @param dominance in the corpus's scale, or null
 * @param consensus the corpus's own class of the clip, also one that no task knows, or null; tells
 *     which clips were relabelled from one release to the next
 */
public record UtteranceEntry(
    String utterance,
    String path,
    String speaker,
    String gender,
    String split,
    Double arousal,
    Double valence,
    Double dominance,
    String consensus) {

  public UtteranceEntry {
    Objects.requireNonNull(utterance, "utterance");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(split, "split");
  }

  /** An utterance whose corpus has no class of its own. */
  public UtteranceEntry(
      String utterance,
      String path,
      String speaker,
      String gender,
      String split,
      Double arousal,
      Double valence,
      Double dominance) {
    this(utterance, path, speaker, gender, split, arousal, valence, dominance, null);
  }
}
