package org.plateau.stats.compare;

import java.io.Serializable;

/**
 * How raters (or models) agree: the mergeable state behind Fleiss' kappa and Krippendorff's alpha
 * for nominal values. Items are added one by one as counts of the raters' answers. Mutable.
 */
public final class RaterCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[][] coincidences;
  private final long[] answers;
  private long items;
  private int raters = -1;
  private boolean equalNumbers = true;
  private double agreeingPairs;

  /** Empty, over {@code classes >= 1} classes. */
  public RaterCounts(int classes) {
    if (classes < 1) {
      throw new IllegalArgumentException("classes must be >= 1, found " + classes);
    }
    this.coincidences = new double[classes][classes];
    this.answers = new long[classes];
  }

  /**
   * Adds one item.
   *
   * @param votes raters by class; an item with fewer than two says nothing about agreement
   */
  public void add(int... votes) {
    int sum = 0;
    for (int vote : votes) {
      sum += vote;
    }
    if (raters >= 0 && raters != sum) {
      equalNumbers = false;
    }
    raters = sum;
    items++;
    double agreeing = 0;
    for (int c = 0; c < votes.length; c++) {
      answers[c] += votes[c];
      agreeing += (double) votes[c] * (votes[c] - 1);
    }
    if (sum < 2) {
      return;
    }
    agreeingPairs += agreeing / ((double) sum * (sum - 1));
    for (int a = 0; a < votes.length; a++) {
      for (int b = 0; b < votes.length; b++) {
        coincidences[a][b] += (double) votes[a] * (votes[b] - (a == b ? 1 : 0)) / (sum - 1);
      }
    }
  }

  /** Adds the other's items to these and returns this one. */
  public RaterCounts merge(RaterCounts other) {
    if (other.items == 0) {
      return this;
    }
    equalNumbers &= other.equalNumbers && (items == 0 || raters == other.raters);
    raters = other.raters;
    items += other.items;
    agreeingPairs += other.agreeingPairs;
    for (int a = 0; a < answers.length; a++) {
      answers[a] += other.answers[a];
      for (int b = 0; b < answers.length; b++) {
        coincidences[a][b] += other.coincidences[a][b];
      }
    }
    return this;
  }

  /** Number of items. */
  public long items() {
    return items;
  }

  /**
   * Fleiss' kappa. NaN without items, with fewer than two raters, with unequal numbers of raters,
   * or where all answers are one class.
   */
  public double fleissKappa() {
    if (items == 0 || !equalNumbers || raters < 2) {
      return Double.NaN;
    }
    double chance = 0;
    for (long answer : answers) {
      double share = (double) answer / items / raters;
      chance += share * share;
    }
    return chance == 1 ? Double.NaN : (agreeingPairs / items - chance) / (1 - chance);
  }

  /**
   * Krippendorff's alpha, nominal; answers may be missing. NaN where no item has two answers, or
   * all of them are one class.
   */
  public double krippendorffAlpha() {
    double n = 0;
    double agreeing = 0;
    double expected = 0;
    for (int a = 0; a < answers.length; a++) {
      double row = 0;
      for (double value : coincidences[a]) {
        row += value;
      }
      n += row;
      agreeing += coincidences[a][a];
      expected += row * (row - 1);
    }
    double chance = n * (n - 1) - expected;
    return chance <= 0 ? Double.NaN : 1 - (n - 1) * (n - agreeing) / chance;
  }
}
