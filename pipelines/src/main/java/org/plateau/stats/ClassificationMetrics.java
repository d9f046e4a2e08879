package org.plateau.stats;

import java.util.List;
import java.util.function.IntToDoubleFunction;

/** The built-in metrics {@code uar}, {@code accuracy} and {@code macro_f1}. */
public final class ClassificationMetrics implements MetricProvider {
  /**
   * Unweighted average recall: the mean of the recalls of the classes that the truth has; classes
   * absent from the truth are left out. NaN without items.
   */
  public static final Metric UAR = new Uar();

  /** Share of items that are right. NaN without items. */
  public static final Metric ACCURACY = new Accuracy();

  /**
   * Mean F1 of the classes that truth or prediction has; a class that is only predicted counts as
   * 0, one that is in neither is left out. NaN without items.
   */
  public static final Metric MACRO_F1 = new MacroF1();

  /** For the service loader. */
  public ClassificationMetrics() {}

  @Override
  public List<Metric> metrics() {
    return List.of(UAR, ACCURACY, MACRO_F1);
  }

  private static double meanOfDefined(int classes, IntToDoubleFunction score) {
    double sum = 0;
    int defined = 0;
    for (int c = 0; c < classes; c++) {
      double value = score.applyAsDouble(c);
      if (!Double.isNaN(value)) {
        sum += value;
        defined++;
      }
    }
    return defined == 0 ? Double.NaN : sum / defined;
  }

  private record Uar() implements Metric {
    @Override
    public String name() {
      return "uar";
    }

    @Override
    public String policy() {
      return "mean over classes in truth";
    }

    @Override
    public double value(ConfusionMatrix matrix) {
      return meanOfDefined(matrix.classes(), matrix::recall);
    }
  }

  private record Accuracy() implements Metric {
    @Override
    public String name() {
      return "accuracy";
    }

    @Override
    public String policy() {
      return "share of all items";
    }

    @Override
    public double value(ConfusionMatrix matrix) {
      long total = matrix.total();
      return total == 0 ? Double.NaN : (double) matrix.correct() / total;
    }
  }

  private record MacroF1() implements Metric {
    @Override
    public String name() {
      return "macro_f1";
    }

    @Override
    public String policy() {
      return "mean over classes in truth or prediction";
    }

    @Override
    public double value(ConfusionMatrix matrix) {
      return meanOfDefined(matrix.classes(), matrix::f1);
    }
  }
}
