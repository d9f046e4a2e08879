package org.plateau.stats.panel;

import java.util.Arrays;

/**
 * Sorts short arrays again and again: values are spread over as many buckets as there are values,
 * and each bucket is sorted by itself, so that the cost grows with the number of values where they
 * lie apart. For one thread.
 */
final class BucketSort {
  private static final int FEW = 24;

  private final int[] ends;
  private final int[] bucketOf;
  private final double[] sorted;

  /** For at most {@code most} values. */
  BucketSort(int most) {
    this.ends = new int[most + 1];
    this.bucketOf = new int[most];
    this.sorted = new double[most];
  }

  /**
   * The first {@code n} values in ascending order; none may be NaN or infinite.
   *
   * @return an array of this object, at least {@code n} long
   */
  double[] sort(double[] values, int n) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      low = Math.min(low, values[i]);
      high = Math.max(high, values[i]);
    }
    if (!(high > low)) {
      System.arraycopy(values, 0, sorted, 0, n);
      return sorted;
    }
    double scale = (n - 1) / (high - low);
    Arrays.fill(ends, 0, n + 1, 0);
    for (int i = 0; i < n; i++) {
      int bucket = (int) ((values[i] - low) * scale);
      bucketOf[i] = bucket;
      ends[bucket + 1]++;
    }
    for (int b = 1; b <= n; b++) {
      ends[b] += ends[b - 1];
    }
    for (int i = 0; i < n; i++) {
      sorted[ends[bucketOf[i]]++] = values[i];
    }
    int from = 0;
    for (int b = 0; b < n; b++) {
      sortRange(from, ends[b]);
      from = ends[b];
    }
    return sorted;
  }

  private void sortRange(int from, int to) {
    if (to - from > FEW) {
      Arrays.sort(sorted, from, to);
      return;
    }
    for (int i = from + 1; i < to; i++) {
      double value = sorted[i];
      int j = i;
      while (j > from && sorted[j - 1] > value) {
        sorted[j] = sorted[j - 1];
        j--;
      }
      sorted[j] = value;
    }
  }
}
