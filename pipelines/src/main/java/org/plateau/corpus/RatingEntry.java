package org.plateau.corpus;

import java.util.Objects;

/**
 * One rater's opinion of one utterance.
 *
 * @param utterance the corpus's own id
 * @param rater the corpus's rater id
 * @param primary primary class as the corpus writes it, or null
 * @param secondary secondary classes as the corpus writes them, or null
 * @param arousal in the corpus's scale, or null
 * @param valence in the corpus's scale, or null
 * @param dominance in the corpus's scale, or null
 */
public record RatingEntry(
    String utterance,
    String rater,
    String primary,
    String secondary,
    Double arousal,
    Double valence,
    Double dominance) {

  public RatingEntry {
    Objects.requireNonNull(utterance, "utterance");
    Objects.requireNonNull(rater, "rater");
  }
}
