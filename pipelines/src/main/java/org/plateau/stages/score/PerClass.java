package org.plateau.stages.score;

import java.util.ArrayList;
import java.util.List;
import org.plateau.stats.ConfusionMatrix;
import org.plateau.stats.Metric;
import org.plateau.stats.Metrics;

/**
 * Recall or precision of one class, named {@code recall_<class>} and {@code precision_<class>}.
 *
 * @param index the class's place among the task's classes
 * @param label its name
 * @param precision true for precision, false for recall
 */
record PerClass(int index, String label, boolean precision) implements Metric {
  @Override
  public String name() {
    return (precision ? "precision_" : "recall_") + label;
  }

  @Override
  public String policy() {
    return "one class";
  }

  @Override
  public double value(ConfusionMatrix matrix) {
    return precision ? matrix.precision(index) : matrix.recall(index);
  }

  /** All metrics of a task: those on the class path, then recall and precision of each class. */
  static List<Metric> metricsOf(List<String> classes) {
    List<Metric> metrics = new ArrayList<>(Metrics.all().values());
    for (int c = 0; c < classes.size(); c++) {
      metrics.add(new PerClass(c, classes.get(c), false));
      metrics.add(new PerClass(c, classes.get(c), true));
    }
    return metrics;
  }
}
