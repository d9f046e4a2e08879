package org.plateau.stats;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;

/**
 * Counts of (truth, prediction) over K classes: the mergeable state behind every classification
 * metric. Rows are the truth, columns the prediction. Mutable; {@link #copy()} before sharing.
 */
public final class ConfusionMatrix implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Largest number of classes; guards against sizes read from hostile input. */
  public static final int MAX_CLASSES = 4096;

  private final int classes;
  private final long[] cells;

  /** An empty matrix over {@code classes} classes, 1 to {@value #MAX_CLASSES}. */
  public ConfusionMatrix(int classes) {
    if (classes < 1 || classes > MAX_CLASSES) {
      throw new IllegalArgumentException(
          "classes must be in [1, " + MAX_CLASSES + "], found " + classes);
    }
    this.classes = classes;
    this.cells = new long[classes * classes];
  }

  /**
   * A matrix from its cells.
   *
   * @param cells row-major, {@code classes * classes} counts, none negative
   */
  public static ConfusionMatrix of(int classes, long... cells) {
    ConfusionMatrix matrix = new ConfusionMatrix(classes);
    if (cells.length != matrix.cells.length) {
      throw new IllegalArgumentException(
          "cells must hold classes x classes = %d counts, found %d"
              .formatted(matrix.cells.length, cells.length));
    }
    for (int i = 0; i < cells.length; i++) {
      matrix.add(i / classes, i % classes, cells[i]);
    }
    return matrix;
  }

  /** Counts one item. */
  public void add(int truth, int prediction) {
    add(truth, prediction, 1);
  }

  /** Counts {@code count >= 0} items at once. */
  public void add(int truth, int prediction, long count) {
    Objects.checkIndex(truth, classes);
    Objects.checkIndex(prediction, classes);
    if (count < 0) {
      throw new IllegalArgumentException("count must be >= 0, found " + count);
    }
    int cell = truth * classes + prediction;
    cells[cell] = Math.addExact(cells[cell], count);
  }

  /** Adds the other matrix's counts to this one and returns this one. */
  public ConfusionMatrix merge(ConfusionMatrix other) {
    if (other.classes != classes) {
      throw new IllegalArgumentException(
          "matrices must have equal numbers of classes, found %d and %d"
              .formatted(classes, other.classes));
    }
    for (int i = 0; i < cells.length; i++) {
      cells[i] = Math.addExact(cells[i], other.cells[i]);
    }
    return this;
  }

  /** A matrix of its own with the same counts. */
  public ConfusionMatrix copy() {
    return new ConfusionMatrix(classes).merge(this);
  }

  /** Number of classes K. */
  public int classes() {
    return classes;
  }

  /** Items with this truth and this prediction. */
  public long count(int truth, int prediction) {
    Objects.checkIndex(truth, classes);
    Objects.checkIndex(prediction, classes);
    return cells[truth * classes + prediction];
  }

  /** All counts, row-major, a copy. */
  public long[] cells() {
    return cells.clone();
  }

  /** All items. */
  public long total() {
    long sum = 0;
    for (long cell : cells) {
      sum += cell;
    }
    return sum;
  }

  /** Items on the diagonal. */
  public long correct() {
    long sum = 0;
    for (int c = 0; c < classes; c++) {
      sum += cells[c * classes + c];
    }
    return sum;
  }

  /** Items whose truth is the class. */
  public long support(int truth) {
    Objects.checkIndex(truth, classes);
    long sum = 0;
    for (int p = 0; p < classes; p++) {
      sum += cells[truth * classes + p];
    }
    return sum;
  }

  /** Items predicted as the class. */
  public long predicted(int prediction) {
    Objects.checkIndex(prediction, classes);
    long sum = 0;
    for (int t = 0; t < classes; t++) {
      sum += cells[t * classes + prediction];
    }
    return sum;
  }

  /** Share of the class's items that were recognised; NaN when the truth has none. */
  public double recall(int c) {
    return ratio(count(c, c), support(c));
  }

  /** Share of the items predicted as the class that are right; NaN when none was predicted. */
  public double precision(int c) {
    return ratio(count(c, c), predicted(c));
  }

  /** 2 right / (support + predicted); NaN when the class is neither in truth nor prediction. */
  public double f1(int c) {
    return ratio(2 * count(c, c), support(c) + predicted(c));
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? Double.NaN : (double) part / whole;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConfusionMatrix matrix && Arrays.equals(cells, matrix.cells);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(cells);
  }

  @Override
  public String toString() {
    return "ConfusionMatrix" + Arrays.toString(cells);
  }
}
