package org.plateau.stats;

import java.util.Arrays;

/** Ranks from 1 for the smallest value; tied values share the mean of their places. */
public final class Ranks {
  private Ranks() {}

  /** Average ranks in the order of the input; the input must not hold NaN. */
  public static double[] average(double... values) {
    double[] ranks = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      ranks[i] = values[i] + 0.0; // -0 becomes 0
    }
    double[] sorted = ranks.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < ranks.length; i++) {
      int place = Arrays.binarySearch(sorted, ranks[i]);
      int from = place;
      int to = place;
      if (place > 0 && sorted[place - 1] == ranks[i]) {
        from = firstOf(sorted, ranks[i], place);
      }
      if (place + 1 < sorted.length && sorted[place + 1] == ranks[i]) {
        to = lastOf(sorted, ranks[i], place);
      }
      ranks[i] = (from + to) / 2.0 + 1;
    }
    return ranks;
  }

  private static int firstOf(double[] sorted, double value, int high) {
    int low = 0;
    int at = high;
    while (low < at) {
      int middle = (low + at) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        at = middle;
      }
    }
    return at;
  }

  private static int lastOf(double[] sorted, double value, int low) {
    int at = low;
    int high = sorted.length - 1;
    while (at < high) {
      int middle = (at + high + 1) >>> 1;
      if (sorted[middle] > value) {
        high = middle - 1;
      } else {
        at = middle;
      }
    }
    return at;
  }
}
