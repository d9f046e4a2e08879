package org.plateau.stats;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Sums behind calibration error, Brier score and log loss: a mergeable state over K classes and 15
 * bins of confidence ((j/15, (j+1)/15], and 0 belongs to the first). The order of items and merges
 * changes no bit of a value. Mutable. Every value is NaN without items.
 */
public final class Calibration implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Number of bins. */
  public static final int BINS = 15;

  private final int classes;
  private long n;
  private final Bins top = new Bins();
  private final Bins[] each;
  private final FixedSum squares = new FixedSum();
  private final FixedSum losses = new FixedSum();

  /** Empty, over {@code classes >= 1} classes. */
  public Calibration(int classes) {
    if (classes < 1) {
      throw new IllegalArgumentException("classes must be >= 1, found " + classes);
    }
    this.classes = classes;
    this.each = new Bins[classes];
    for (int c = 0; c < classes; c++) {
      each[c] = new Bins();
    }
  }

  /**
   * Adds one item. The prediction is the class of the highest probability, the lower index on a
   * tie.
   *
   * @param probabilities one a class, summing to 1
   */
  public void add(int truth, double... probabilities) {
    if (probabilities.length != classes) {
      throw new IllegalArgumentException(
          "probabilities must be one a class, %d, found %d"
              .formatted(classes, probabilities.length));
    }
    int highest = 0;
    for (int c = 0; c < classes; c++) {
      double gap = probabilities[c] - (c == truth ? 1 : 0);
      squares.add(gap * gap);
      each[c].add(probabilities[c], c == truth);
      if (probabilities[c] > probabilities[highest]) {
        highest = c;
      }
    }
    top.add(probabilities[highest], highest == truth);
    losses.add(Probabilities.logLoss(truth, probabilities));
    n++;
  }

  /** Adds the other's items to these and returns this one. */
  public Calibration merge(Calibration other) {
    if (other.classes != classes) {
      throw new IllegalArgumentException(
          "states must have equal numbers of classes, found %d and %d"
              .formatted(classes, other.classes));
    }
    n += other.n;
    squares.add(other.squares);
    losses.add(other.losses);
    top.merge(other.top);
    for (int c = 0; c < classes; c++) {
      each[c].merge(other.each[c]);
    }
    return this;
  }

  /** The bin of a confidence in [0, 1]. */
  public static int binOf(double confidence) {
    return Math.min(BINS - 1, Math.max(0, (int) Math.ceil(confidence * BINS) - 1));
  }

  /** Number of items. */
  public long n() {
    return n;
  }

  /** Expected calibration error of the predicted class: sum of n_j / n |accuracy - confidence|. */
  public double expectedError() {
    return top.expected(n);
  }

  /** Largest gap between accuracy and mean confidence of a bin. */
  public double maximumError() {
    return n == 0 ? Double.NaN : top.largest();
  }

  /** Mean over classes of the error of each class's own probability. */
  public double classwiseError() {
    double sum = 0;
    for (Bins bins : each) {
      sum += bins.expected(n);
    }
    return sum / classes;
  }

  /** Brier score: mean over items of the squared gaps, summed over classes; in [0, 2]. */
  public double brier() {
    return squares.value() / n;
  }

  /** Mean cross-entropy in nats, probabilities clipped at 2^-52. */
  public double logLoss() {
    return losses.value() / n;
  }

  /** Counts, hits and confidences by bin. */
  private static final class Bins implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long[] counts = new long[BINS];
    private final long[] hits = new long[BINS];
    private final FixedSum[] confidences = new FixedSum[BINS];

    private Bins() {
      Arrays.setAll(confidences, j -> new FixedSum());
    }

    void add(double confidence, boolean hit) {
      int bin = binOf(confidence);
      counts[bin]++;
      hits[bin] += hit ? 1 : 0;
      confidences[bin].add(confidence);
    }

    void merge(Bins other) {
      for (int j = 0; j < BINS; j++) {
        counts[j] += other.counts[j];
        hits[j] += other.hits[j];
        confidences[j].add(other.confidences[j]);
      }
    }

    double expected(long n) {
      double sum = 0;
      for (int j = 0; j < BINS; j++) {
        sum += Math.abs(hits[j] - confidences[j].value());
      }
      return sum / n;
    }

    double largest() {
      double largest = 0;
      for (int j = 0; j < BINS; j++) {
        if (counts[j] > 0) {
          largest = Math.max(largest, Math.abs(hits[j] - confidences[j].value()) / counts[j]);
        }
      }
      return largest;
    }
  }
}
