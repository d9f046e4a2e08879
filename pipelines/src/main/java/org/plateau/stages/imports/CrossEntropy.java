package org.plateau.stages.imports;

/** The loss of one prediction, unweighted. */
final class CrossEntropy {
  /** Probabilities that are printed with three digits sum to 1 within this. */
  private static final double SUM_TOLERANCE = 1e-3;

  /** Smallest probability that has a logarithm here: the spacing of numbers at 1. */
  private static final double SMALLEST = Math.ulp(1.0);

  private CrossEntropy() {}

  /** True if all values lie in [0, 1] and sum to 1. */
  static boolean areProbabilities(double[] values) {
    double sum = 0;
    for (double value : values) {
      if (!(value >= 0 && value <= 1)) {
        return false;
      }
      sum += value;
    }
    return Math.abs(sum - 1) <= SUM_TOLERANCE;
  }

  /** ln(sum of exp) minus the class's logit, computed without overflow. */
  static double ofLogits(double[] logits, int label) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit - largest);
    }
    return Math.log(sum) + largest - logits[label];
  }

  /** Minus the logarithm of the class's probability; 0 counts as 2^-52. */
  static double ofProbabilities(double[] probabilities, int label) {
    return -Math.log(Math.max(probabilities[label], SMALLEST));
  }
}
