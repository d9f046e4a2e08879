package org.plateau.stages.extract;

/**
 * A clip that a set has no features of.
 *
 * @param featureSet the set
 * @param audioId the clip
 * @param reason code of an {@link org.plateau.features.ExtractionFault.Reason}
 * @param detail what happened, for people
 */
public record ClipFailure(String featureSet, String audioId, String reason, String detail) {}
