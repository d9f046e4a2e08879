package org.plateau.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Ranks from 1 for the smallest value; tied values share the mean of their places. */
public final class Ranks {
  private Ranks() {}

  /** Average ranks in the order of the input; the input must not hold NaN. */
  public static double[] average(double... values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i] + 0.0))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[values.length];
    int start = 0;
    while (start < order.length) {
      int end = start + 1;
      while (end < order.length && values[order[end]] == values[order[start]]) {
        end++;
      }
      double rank = (start + 1 + end) / 2.0;
      for (int i = start; i < end; i++) {
        ranks[order[i]] = rank;
      }
      start = end;
    }
    return ranks;
  }
}
