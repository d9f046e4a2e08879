package org.plateau.nn.training;

/**
 * One prediction.
 *
 * @param testSet name of the test set
 * @param condition listening condition
 * @param utterance the corpus's own id
 * @param audioId hash of the samples that were heard
 * @param speaker speaker id or null
 * @param label the truth, or null
 * @param prediction predicted class name: the first largest logit
 * @param logits in the order of the task's classes
 * @param loss unweighted cross-entropy in nats, NaN without a label
 */
public record PredictionRecord(
    String testSet,
    String condition,
    String utterance,
    String audioId,
    String speaker,
    String label,
    String prediction,
    float[] logits,
    double loss) {}
