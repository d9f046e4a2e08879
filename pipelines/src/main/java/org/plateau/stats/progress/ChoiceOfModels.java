package org.plateau.stats.progress;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.plateau.stats.Correlation;
import org.plateau.stats.Percentiles;

/** How a rank correlation over models depends on which models were chosen. */
public final class ChoiceOfModels {
  private ChoiceOfModels() {}

  /** Rho over the models that stay; NaN where undefined. */
  public static double rho(double[] x, double[] y, IntPredicate stays) {
    int[] chosen = IntStream.range(0, x.length).filter(stays).toArray();
    return rhoOf(x, y, chosen);
  }

  /**
   * Rho over random subsets.
   *
   * @param mean over the subsets where it is defined
   * @param low 2.5 % percentile
   * @param high 97.5 % percentile
   * @param undefined subsets without a rho
   */
  public record Spread(
      double mean, double low, double median, double high, double min, double max, int undefined) {}

  /**
   * Draws subsets of {@code size} models without replacement.
   *
   * @return NaN throughout if there are fewer models than {@code size}
   */
  public static Spread randomSubsets(
      double[] x, double[] y, int size, int subsets, RandomGenerator random) {
    double[] values = new double[subsets];
    int count = 0;
    int[] order = IntStream.range(0, x.length).toArray();
    for (int s = 0; s < subsets && size <= x.length; s++) {
      for (int i = 0; i < size; i++) {
        int j = i + random.nextInt(order.length - i);
        int swapped = order[i];
        order[i] = order[j];
        order[j] = swapped;
      }
      double rho = rhoOf(x, y, Arrays.copyOf(order, size));
      if (!Double.isNaN(rho)) {
        values[count++] = rho;
      }
    }
    double[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    double mean = Arrays.stream(sorted).average().orElse(Double.NaN);
    return new Spread(
        mean,
        Percentiles.ofSorted(sorted, 0.025),
        Percentiles.ofSorted(sorted, 0.5),
        Percentiles.ofSorted(sorted, 0.975),
        Percentiles.ofSorted(sorted, 0),
        Percentiles.ofSorted(sorted, 1),
        subsets - count);
  }

  private static double rhoOf(double[] x, double[] y, int... chosen) {
    double[] someX = new double[chosen.length];
    double[] someY = new double[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      someX[i] = x[chosen[i]];
      someY[i] = y[chosen[i]];
    }
    return Correlation.spearman(someX, someY);
  }
}
