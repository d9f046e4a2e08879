package org.plateau.stats;

import java.util.List;
import java.util.function.IntToDoubleFunction;

/** The built-in metrics: uar, accuracy, macro_f1, macro_precision, mcc, kappa. */
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

  /**
   * Mean precision of the classes that were predicted; a class that is never predicted is left out.
   * NaN without items.
   */
  public static final Metric MACRO_PRECISION = new MacroPrecision();

  /**
   * Matthews' correlation coefficient for K classes (Gorodkin 2004). 0 where truth or prediction
   * has one class only, as its authors define it; NaN without items.
   */
  public static final Metric MCC = new Mcc();

  /**
   * Cohen's kappa of truth and prediction. NaN without items, and where both have the same one
   * class, so that chance explains everything.
   */
  public static final Metric KAPPA = new Kappa();

  /** For the service loader. */
  public ClassificationMetrics() {}

  @Override
  public List<Metric> metrics() {
    return List.of(UAR, ACCURACY, MACRO_F1, MACRO_PRECISION, MCC, KAPPA);
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

  private record MacroPrecision() implements Metric {
    @Override
    public String name() {
      return "macro_precision";
    }

    @Override
    public String policy() {
      return "mean over classes in prediction";
    }

    @Override
    public double value(ConfusionMatrix matrix) {
      return meanOfDefined(matrix.classes(), matrix::precision);
    }
  }

  private record Mcc() implements Metric {
    @Override
    public String name() {
      return "mcc";
    }

    @Override
    public String policy() {
      return "0 if truth or prediction is constant";
    }

    @Override
    public double value(ConfusionMatrix matrix) {
      double n = matrix.total();
      double chance = 0;
      double truths = 0;
      double predictions = 0;
      for (int c = 0; c < matrix.classes(); c++) {
        double support = matrix.support(c);
        double predicted = matrix.predicted(c);
        chance += support * predicted;
        truths += support * support;
        predictions += predicted * predicted;
      }
      double spread = (n * n - truths) * (n * n - predictions);
      if (n == 0) {
        return Double.NaN;
      }
      return spread == 0 ? 0 : (matrix.correct() * n - chance) / Math.sqrt(spread);
    }
  }

  private record Kappa() implements Metric {
    @Override
    public String name() {
      return "kappa";
    }

    @Override
    public String policy() {
      return "undefined if one class explains all";
    }

    @Override
    public double value(ConfusionMatrix matrix) {
      double n = matrix.total();
      double chance = 0;
      for (int c = 0; c < matrix.classes(); c++) {
        chance += (double) matrix.support(c) * matrix.predicted(c);
      }
      double rest = n * n - chance;
      return rest == 0 ? Double.NaN : (matrix.correct() * n - chance) / rest;
    }
  }
}
