package org.plateau.stages.score;

import org.plateau.stats.ConfusionMatrix;
import org.plateau.stats.Metric;

/**
 * Recall of one class, named {@code recall_<class>}.
 *
 * @param index the class's place among the task's classes
 * @param label its name
 */
record RecallOf(int index, String label) implements Metric {
  @Override
  public String name() {
    return "recall_" + label;
  }

  @Override
  public String policy() {
    return "one class";
  }

  @Override
  public double value(ConfusionMatrix matrix) {
    return matrix.recall(index);
  }
}
