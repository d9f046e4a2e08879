package org.plateau.corpus;

import java.util.Objects;

/**
 * The class of an utterance under one task.
 *
 * @param utterance the corpus's own id
 * @param task task name
 * @param label one of the task's classes
 * @param humanAgreement share of listeners who agree, in [0, 1], or null where unknown
 */
public record LabelEntry(String utterance, String task, String label, Double humanAgreement) {
  public LabelEntry {
    Objects.requireNonNull(utterance, "utterance");
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(label, "label");
    if (humanAgreement != null && !(humanAgreement >= 0 && humanAgreement <= 1)) {
      throw new IllegalArgumentException(
          "humanAgreement: " + humanAgreement + " must be in [0, 1] or null");
    }
  }
}
