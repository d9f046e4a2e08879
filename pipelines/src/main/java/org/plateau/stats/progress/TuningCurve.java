package org.plateau.stats.progress;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What so many tuning runs would have given: the expected maximum of k draws with replacement from
 * the n runs there are (Dodge et al. 2019).
 */
public final class TuningCurve {
  private TuningCurve() {}

  /**
   * Expected score of the best of k runs.
   *
   * @param selection what the best is chosen by, for example dev UAR; no NaN
   * @param score what is reported of the chosen run, for example test UAR; the same array for the
   *     best itself. Runs that tie in the selection count with their mean score
   * @param k number of draws, >= 1
   * @return NaN without runs
   */
  public static double expected(double[] selection, double[] score, int k) {
    if (selection.length != score.length || k < 1) {
      throw new IllegalArgumentException(
          "equally many selections and scores and k >= 1 required, found %d, %d, %d"
              .formatted(selection.length, score.length, k));
    }
    int n = selection.length;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> selection[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double sum = 0;
    int start = 0;
    while (start < n) {
      int end = start;
      double scores = 0;
      while (end < n && selection[order[end]] == selection[order[start]]) {
        scores += score[order[end++]];
      }
      double probability = Math.pow((double) end / n, k) - Math.pow((double) start / n, k);
      sum += probability * scores / (end - start);
      start = end;
    }
    return n == 0 ? Double.NaN : sum;
  }
}
