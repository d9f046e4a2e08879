package org.plateau.stats;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Exact multinomial draws by conditional binomials; probabilities are weights over their sum. */
final class Multinomial {
  private Multinomial() {}

  /**
   * Distributes {@code n >= 0} draws over the cells.
   *
   * @param weights counts >= 0, not all 0 unless n is 0
   * @param out receives the draws, as long as the weights
   */
  static void draw(long n, long[] weights, long[] out, RandomGenerator random) {
    long restWeight = Arrays.stream(weights).sum();
    if (n < 0 || (n > 0 && restWeight <= 0)) {
      throw new IllegalArgumentException(
          "n must be >= 0 and some weight > 0, found n %d, weights sum to %d"
              .formatted(n, restWeight));
    }
    long rest = n;
    for (int i = 0; i < weights.length; i++) {
      long weight = weights[i];
      long drawn = 0;
      if (weight > 0 && rest > 0) {
        drawn =
            weight == restWeight ? rest : Binomial.draw(rest, (double) weight / restWeight, random);
        rest -= drawn;
        restWeight -= weight;
      }
      out[i] = drawn;
    }
  }
}
