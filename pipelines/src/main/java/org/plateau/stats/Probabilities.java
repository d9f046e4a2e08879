package org.plateau.stats;

/** From logits to probabilities, and from there to losses. */
public final class Probabilities {
  /** How far the sum of probabilities stored as 32-bit numbers may lie from 1. */
  private static final double SUM_TOLERANCE = 1e-5;

  /** Probabilities are clipped here before the logarithm, as scikit-learn does. */
  static final double EPSILON = Math.ulp(1.0);

  private Probabilities() {}

  /** Softmax, stable for large logits; one value a class. */
  public static double[] softmax(double... logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      largest = Math.max(largest, logit);
    }
    double[] probabilities = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = Math.exp(logits[i] - largest);
      sum += probabilities[i];
    }
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] /= sum;
    }
    return probabilities;
  }

  /** True if all values lie in [0, 1] and sum to 1, up to the rounding of 32-bit numbers. */
  public static boolean areProbabilities(double... values) {
    double sum = 0;
    for (double value : values) {
      if (!(value >= 0 && value <= 1)) {
        return false;
      }
      sum += value;
    }
    return Math.abs(sum - 1) <= SUM_TOLERANCE;
  }

  /** Cross-entropy of logits, ln sum exp(z) - z[truth]: nats, never negative. */
  public static double crossEntropy(int truth, double... logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit - largest);
    }
    return Math.log(sum) + largest - logits[truth];
  }

  /** -ln p of the truth, with p clipped to [eps, 1 - eps] of 64-bit numbers. */
  public static double logLoss(int truth, double... probabilities) {
    double p = Math.max(EPSILON, Math.min(1 - EPSILON, probabilities[truth]));
    return -Math.log(p);
  }
}
