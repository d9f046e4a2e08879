package org.plateau.stats;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.special.Erf;

/**
 * Bias-corrected and accelerated intervals (B. Efron, "Better bootstrap confidence intervals",
 * 1987): the percentiles that are taken move with the share of replicates below the value and with
 * the skewness of the jackknife.
 */
public final class Bca {
  private static final double TAIL = 0.025;
  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  private Bca() {}

  /**
   * The 95 % interval; NaN among the replicates is left out and counted. Where all replicates lie
   * on one side of the value, the ends are NaN.
   *
   * @param value the statistic of the data itself
   * @param n resampled units
   * @param acceleration of {@link #acceleration}; NaN counts as 0, no skewness
   */
  public static Interval interval(double value, long n, double acceleration, double... replicates) {
    double[] sorted =
        Arrays.stream(replicates).filter(each -> !Double.isNaN(each)).sorted().toArray();
    long below = Arrays.stream(sorted).filter(each -> each < value).count();
    long notAbove = Arrays.stream(sorted).filter(each -> each <= value).count();
    double share = (below + notAbove) / (2.0 * sorted.length);
    double bias = share > 0 && share < 1 ? quantile(share) : Double.NaN;
    double skew = Double.isNaN(acceleration) ? 0 : acceleration;
    return new Interval(
        value,
        end(sorted, bias, skew, quantile(TAIL)),
        end(sorted, bias, skew, quantile(1 - TAIL)),
        n,
        replicates.length,
        replicates.length - sorted.length);
  }

  private static double end(double[] sorted, double bias, double skew, double z) {
    double moved = bias + (bias + z) / (1 - skew * (bias + z));
    double share = Erf.erfc(-moved / Math.sqrt(2)) / 2;
    return Double.isNaN(share) ? Double.NaN : Percentiles.ofSorted(sorted, share);
  }

  private static double quantile(double share) {
    return NORMAL.inverseCumulativeProbability(share);
  }

  /**
   * A sixth of the skewness of the jackknife values; NaN where they are all equal or one is NaN.
   *
   * @param values statistics of the data without one unit
   * @param times how many units give each value
   */
  public static double acceleration(double[] values, long[] times) {
    double sum = 0;
    long n = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] * times[i];
      n += times[i];
    }
    double mean = sum / n;
    double squares = 0;
    double cubes = 0;
    for (int i = 0; i < values.length; i++) {
      double gap = mean - values[i];
      squares += times[i] * gap * gap;
      cubes += times[i] * gap * gap * gap;
    }
    return squares == 0 ? Double.NaN : cubes / (6 * Math.pow(squares, 1.5));
  }

  /** Acceleration where clips are the units. */
  public static double ofClips(ConfusionMatrix matrix, Metric metric) {
    Jackknife jackknife = new Jackknife(matrix, metric);
    jackknife.addClips(matrix);
    return jackknife.acceleration();
  }

  /** Acceleration where speakers are the units, and each clip without a speaker. */
  public static double ofSpeakers(SpeakerMatrices speakers, Metric metric) {
    Jackknife jackknife = new Jackknife(speakers.total(), metric);
    for (ConfusionMatrix speaker : speakers.bySpeaker().values()) {
      jackknife.add(speaker.cells(), 1);
    }
    jackknife.addClips(speakers.unknown());
    return jackknife.acceleration();
  }

  /** Values without one unit; units of equal counts are one value. */
  private static final class Jackknife {
    private final int classes;
    private final long[] whole;
    private final Metric metric;
    private double[] values = new double[16];
    private long[] times = new long[16];
    private int size;

    Jackknife(ConfusionMatrix whole, Metric metric) {
      this.classes = whole.classes();
      this.whole = whole.cells();
      this.metric = metric;
    }

    void addClips(ConfusionMatrix clips) {
      long[] counts = clips.cells();
      for (int cell = 0; cell < counts.length; cell++) {
        if (counts[cell] > 0) {
          long[] one = new long[counts.length];
          one[cell] = 1;
          add(one, counts[cell]);
        }
      }
    }

    void add(long[] unit, long count) {
      long[] rest = whole.clone();
      for (int i = 0; i < rest.length; i++) {
        rest[i] -= unit[i];
      }
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
        times = Arrays.copyOf(times, 2 * size);
      }
      values[size] = metric.value(ConfusionMatrix.of(classes, rest));
      times[size++] = count;
    }

    double acceleration() {
      return Bca.acceleration(Arrays.copyOf(values, size), Arrays.copyOf(times, size));
    }
  }
}
