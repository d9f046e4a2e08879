package org.example.tones;

import java.util.List;
import org.plateau.stats.ConfusionMatrix;
import org.plateau.stats.Metric;
import org.plateau.stats.MetricProvider;

/** A metric: the lowest recall of any class. */
public final class WorstRecall implements MetricProvider {
  @Override
  public List<Metric> metrics() {
    return List.of(new Value());
  }

  private static final class Value implements Metric {
    @Override
    public String name() {
      return "worst_recall";
    }

    @Override
    public String policy() {
      return "classes absent from the truth are left out";
    }

    @Override
    public double value(ConfusionMatrix matrix) {
      double worst = Double.NaN;
      for (int label = 0; label < matrix.classes(); label++) {
        double recall = matrix.recall(label);
        if (!Double.isNaN(recall) && !(recall >= worst)) {
          worst = recall;
        }
      }
      return worst;
    }
  }
}
