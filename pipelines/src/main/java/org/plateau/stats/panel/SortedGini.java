package org.plateau.stats.panel;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Gini coefficients of replicates, without sorting where the order of the values is known. */
final class SortedGini {
  private final double[] values;
  private final int[] order;

  /** Prepares values that are drawn several times each; none NaN. */
  SortedGini(double... values) {
    this.values = values.clone();
    this.order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /** Gini of the values, value i standing {@code times[i]} times; NaN without values. */
  double drawn(int... times) {
    long n = 0;
    for (int i : order) {
      n += times[i];
    }
    double sum = 0;
    double weighted = 0;
    long before = 0;
    for (int i : order) {
      long count = times[i];
      // ranks before + 1 ... before + count: sum of 2 rank - 1 - n
      weighted += values[i] * count * (2.0 * before + count - n);
      sum += values[i] * count;
      before += count;
    }
    return result(n, sum, weighted);
  }

  /** What one thread needs for {@link #of}: room for so many values. */
  static final class Scratch {
    private final double[] defined;
    private final BucketSort sort;

    Scratch(int most) {
      this.defined = new double[most];
      this.sort = new BucketSort(most);
    }
  }

  /** Gini of values of which some may be NaN and do not count. */
  static double of(double[] values, Scratch scratch) {
    double[] defined = scratch.defined;
    int n = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        defined[n++] = value;
      }
    }
    double[] sorted = scratch.sort.sort(defined, n);
    double sum = 0;
    double weighted = 0;
    for (int i = 0; i < n; i++) {
      sum += sorted[i];
      weighted += (2.0 * i + 1 - n) * sorted[i];
    }
    return result(n, sum, weighted);
  }

  private static double result(long n, double sum, double weighted) {
    if (n == 0) {
      return Double.NaN;
    }
    return sum == 0 ? 0 : Math.max(0, weighted / (n * sum));
  }
}
