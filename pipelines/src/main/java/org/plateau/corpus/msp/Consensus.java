package org.plateau.corpus.msp;

/**
 * What the raters of an utterance agree on, and what is known of it.
 *
 * @param emotion class letter of {@link MspCodes#CLASSES}, or null
 * @param arousal mean of 1 to 7, or null
 * @param valence mean of 1 to 7, or null
 * @param dominance mean of 1 to 7, or null
 * @param speaker speaker id, or null where unknown
 * @param gender {@code male}, {@code female} or null
 * @param split split, or null where the row names none
 */
public record Consensus(
    String emotion,
    Double arousal,
    Double valence,
    Double dominance,
    String speaker,
    String gender,
    String split) {}
