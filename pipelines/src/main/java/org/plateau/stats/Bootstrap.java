package org.plateau.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * Percentile intervals (2.5 %, 97.5 %) by resampling with replacement.
 *
 * <p>Drawing n clips with replacement is the same as one multinomial draw over the cells of the
 * confusion matrix, so the cost depends on the number of cells, not on the number of clips. The
 * generator is an argument: equal seeds give equal intervals. A replicate whose statistic is NaN is
 * left out of the percentiles and counted in {@link Interval#undefined()}. Empty data give NaN for
 * value and ends, with n = 0 and no replicates.
 */
public final class Bootstrap {
  /** Replicates of the published intervals. */
  public static final int DEFAULT_REPLICATES = 1000;

  private static final double LOW = 0.025;
  private static final double HIGH = 0.975;

  private Bootstrap() {}

  /** Resamples clips; n is the number of clips. */
  public static Interval utterances(
      ConfusionMatrix matrix, Metric metric, int replicates, RandomGenerator random) {
    long n = matrix.total();
    long[] cells = matrix.cells();
    long[] drawn = new long[cells.length];
    return interval(
        metric.value(matrix),
        n,
        replicates,
        () -> {
          Multinomial.draw(n, cells, drawn, random);
          return metric.value(ConfusionMatrix.of(matrix.classes(), drawn));
        });
  }

  /**
   * Resamples clips where the statistic needs to know their speakers, for example {@code m ->
   * SpeakerScores.of(m, uar).gini()}; n is the number of clips. A speaker who loses all clips in a
   * replicate is not part of it.
   */
  public static Interval utterances(
      SpeakerMatrices speakers,
      ToDoubleFunction<SpeakerMatrices> statistic,
      int replicates,
      RandomGenerator random) {
    int classes = speakers.classes();
    int perSpeaker = classes * classes;
    List<String> names = new ArrayList<>(speakers.bySpeaker().keySet());
    names.add(null);
    long[] cells = new long[names.size() * perSpeaker];
    for (int s = 0; s < names.size(); s++) {
      String name = names.get(s);
      ConfusionMatrix own = name == null ? speakers.unknown() : speakers.bySpeaker().get(name);
      System.arraycopy(own.cells(), 0, cells, s * perSpeaker, perSpeaker);
    }
    long n = Arrays.stream(cells).sum();
    long[] drawn = new long[cells.length];
    return interval(
        statistic.applyAsDouble(speakers),
        n,
        replicates,
        () -> {
          Multinomial.draw(n, cells, drawn, random);
          SpeakerMatrices replicate = new SpeakerMatrices(classes);
          for (int i = 0; i < drawn.length; i++) {
            if (drawn[i] > 0) {
              int cell = i % perSpeaker;
              replicate.add(names.get(i / perSpeaker), cell / classes, cell % classes, drawn[i]);
            }
          }
          return statistic.applyAsDouble(replicate);
        });
  }

  /**
   * Resamples whole speakers and pools their clips; n is the number of clusters: every known
   * speaker is one, and so is every clip without a speaker.
   */
  public static Interval speakers(
      SpeakerMatrices speakers, Metric metric, int replicates, RandomGenerator random) {
    int classes = speakers.classes();
    List<long[]> clusters = new ArrayList<>();
    List<Long> weights = new ArrayList<>();
    for (ConfusionMatrix matrix : speakers.bySpeaker().values()) {
      if (matrix.total() > 0) {
        clusters.add(matrix.cells());
        weights.add(1L);
      }
    }
    long[] unknown = speakers.unknown().cells();
    for (int cell = 0; cell < unknown.length; cell++) {
      if (unknown[cell] > 0) {
        long[] single = new long[unknown.length];
        single[cell] = 1;
        clusters.add(single);
        weights.add(unknown[cell]);
      }
    }
    long[] counts = weights.stream().mapToLong(Long::longValue).toArray();
    long n = Arrays.stream(counts).sum();
    long[] drawn = new long[counts.length];
    long[] cells = new long[classes * classes];
    return interval(
        metric.value(speakers.total()),
        n,
        replicates,
        () -> {
          Multinomial.draw(n, counts, drawn, random);
          Arrays.fill(cells, 0);
          for (int c = 0; c < drawn.length; c++) {
            addScaled(cells, clusters.get(c), drawn[c]);
          }
          return metric.value(ConfusionMatrix.of(classes, cells));
        });
  }

  /** Resamples single values, for example the scores of speakers; n is their number. */
  public static Interval values(
      double[] values,
      ToDoubleFunction<double[]> statistic,
      int replicates,
      RandomGenerator random) {
    double[] drawn = new double[values.length];
    return interval(
        statistic.applyAsDouble(values),
        values.length,
        replicates,
        () -> {
          for (int i = 0; i < drawn.length; i++) {
            drawn[i] = values[random.nextInt(values.length)];
          }
          return statistic.applyAsDouble(drawn);
        });
  }

  /** Resamples pairs (x, y), for example models with year and UAR; n is their number. */
  public static Interval pairs(
      double[] x,
      double[] y,
      ToDoubleBiFunction<double[], double[]> statistic,
      int replicates,
      RandomGenerator random) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "x and y must be equally long, found %d and %d".formatted(x.length, y.length));
    }
    double value = statistic.applyAsDouble(x, y);
    double[] drawnX = new double[x.length];
    double[] drawnY = new double[y.length];
    return interval(
        value,
        x.length,
        replicates,
        () -> {
          for (int i = 0; i < drawnX.length; i++) {
            int chosen = random.nextInt(x.length);
            drawnX[i] = x[chosen];
            drawnY[i] = y[chosen];
          }
          return statistic.applyAsDouble(drawnX, drawnY);
        });
  }

  private static Interval interval(double value, long n, int replicates, DoubleSupplier replicate) {
    if (replicates < 1) {
      throw new IllegalArgumentException("replicates must be >= 1, found " + replicates);
    }
    if (n == 0) {
      return new Interval(value, Double.NaN, Double.NaN, 0, 0, 0);
    }
    double[] defined = new double[replicates];
    int count = 0;
    for (int b = 0; b < replicates; b++) {
      double drawn = replicate.getAsDouble();
      if (!Double.isNaN(drawn)) {
        defined[count++] = drawn;
      }
    }
    double[] sorted = Arrays.copyOf(defined, count);
    Arrays.sort(sorted);
    return new Interval(
        value,
        Percentiles.ofSorted(sorted, LOW),
        Percentiles.ofSorted(sorted, HIGH),
        n,
        replicates,
        replicates - count);
  }

  private static void addScaled(long[] sum, long[] addend, long factor) {
    if (factor > 0) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += addend[i] * factor;
      }
    }
  }
}
