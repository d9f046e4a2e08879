package org.plateau.stats.compare;

import java.io.Serializable;
import java.util.Objects;
import org.plateau.stats.ClassificationMetrics;
import org.plateau.stats.ConfusionMatrix;

/**
 * Counts of (truth, answer of a, answer of b) over K classes: the mergeable state behind every
 * comparison of two models. Mutable. A share of no clips is NaN.
 */
public final class PairCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int classes;
  private final long[] cells;

  /** Empty, over {@code classes >= 1} classes. */
  public PairCounts(int classes) {
    if (classes < 1 || classes > ConfusionMatrix.MAX_CLASSES) {
      throw new IllegalArgumentException("classes must be >= 1, found " + classes);
    }
    this.classes = classes;
    this.cells = new long[Math.multiplyExact(classes * classes, classes)];
  }

  /** Counts clips that stand at the same place of the three arrays. */
  public static PairCounts of(int classes, byte[] truth, byte[] a, byte[] b) {
    PairCounts counts = new PairCounts(classes);
    long[] cells = counts.cells;
    for (int i = 0; i < truth.length; i++) {
      cells[(truth[i] * classes + a[i]) * classes + b[i]]++;
    }
    return counts;
  }

  /** Counts one clip. */
  public void add(int truth, int a, int b) {
    Objects.checkIndex(truth, classes);
    Objects.checkIndex(a, classes);
    Objects.checkIndex(b, classes);
    cells[(truth * classes + a) * classes + b]++;
  }

  /** Adds the other's counts to these and returns this one. */
  public PairCounts merge(PairCounts other) {
    if (other.classes != classes) {
      throw new IllegalArgumentException(
          "counts must have equal numbers of classes, found %d and %d"
              .formatted(classes, other.classes));
    }
    for (int i = 0; i < cells.length; i++) {
      cells[i] += other.cells[i];
    }
    return this;
  }

  /** The same clips with the models exchanged. */
  public PairCounts swapped() {
    PairCounts swapped = new PairCounts(classes);
    for (int t = 0; t < classes; t++) {
      for (int a = 0; a < classes; a++) {
        for (int b = 0; b < classes; b++) {
          swapped.cells[(t * classes + b) * classes + a] = count(t, a, b);
        }
      }
    }
    return swapped;
  }

  public int classes() {
    return classes;
  }

  /** Clips with this truth and these answers. */
  public long count(int truth, int a, int b) {
    return cells[(truth * classes + a) * classes + b];
  }

  /** Clips whose truth is the class. */
  public long support(int truth) {
    return sum((t, a, b) -> t == truth);
  }

  /** All clips. */
  public long n() {
    return sum((t, a, b) -> true);
  }

  /** Share of clips with the same answer. */
  public double agreement() {
    return share((t, a, b) -> a == b);
  }

  /** Cohen's kappa of the two answers; NaN where chance explains everything. */
  public double kappa() {
    ConfusionMatrix answers = new ConfusionMatrix(classes);
    for (int i = 0; i < cells.length; i++) {
      answers.add(i / classes % classes, i % classes, cells[i]);
    }
    return ClassificationMetrics.KAPPA.value(answers);
  }

  /** Share of clips on which both give the same wrong answer. */
  public double bothWrongSameAnswer() {
    return share((t, a, b) -> a == b && a != t);
  }

  /** Share of clips that at least one gets right. */
  public double oracleAccuracy() {
    return share((t, a, b) -> a == t || b == t);
  }

  /** Share of clips that both get wrong. */
  public double doubleFault() {
    return share((t, a, b) -> a != t && b != t);
  }

  /** Clips of a class that only a gets right. */
  public long onlyFirstRight(int truth) {
    return sum((t, a, b) -> t == truth && a == t && b != t);
  }

  /** Clips of a class that only b gets right. */
  public long onlySecondRight(int truth) {
    return sum((t, a, b) -> t == truth && a != t && b == t);
  }

  /** Yule's Q of being right: (RR WW - RW WR) / (RR WW + RW WR); NaN where that is 0 / 0. */
  public double yuleQ() {
    double bothRight = sum((t, a, b) -> a == t && b == t);
    double bothWrong = sum((t, a, b) -> a != t && b != t);
    double first = sum((t, a, b) -> a == t && b != t);
    double second = sum((t, a, b) -> a != t && b == t);
    double all = bothRight * bothWrong + first * second;
    return all == 0 ? Double.NaN : (bothRight * bothWrong - first * second) / all;
  }

  /** Truth and answers of a on the clips chosen. */
  public ConfusionMatrix first(Subset subset) {
    ConfusionMatrix matrix = new ConfusionMatrix(classes);
    for (int i = 0; i < cells.length; i++) {
      int truth = i / classes / classes;
      boolean right = i % classes == truth;
      if (subset == Subset.ALL || right == (subset == Subset.RIGHT)) {
        matrix.add(truth, i / classes % classes, cells[i]);
      }
    }
    return matrix;
  }

  /** Which clips: all, or those that the other model gets right or wrong. */
  public enum Subset {
    ALL,
    RIGHT,
    WRONG
  }

  private double share(Choice choice) {
    long n = n();
    return n == 0 ? Double.NaN : (double) sum(choice) / n;
  }

  private long sum(Choice choice) {
    long sum = 0;
    int i = 0;
    for (int t = 0; t < classes; t++) {
      for (int a = 0; a < classes; a++) {
        for (int b = 0; b < classes; b++) {
          if (choice.takes(t, a, b)) {
            sum += cells[i];
          }
          i++;
        }
      }
    }
    return sum;
  }

  private interface Choice {
    boolean takes(int truth, int a, int b);
  }
}
