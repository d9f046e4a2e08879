package org.plateau.nn.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.plateau.config.UserException;

/**
 * Cross-entropy weighted against class imbalance: w_c = (1/f_c) K / sum_k(1/f_k) with f the
 * training counts and K classes; the loss of a batch is sum(w_y nll) / sum(w_y), in nats.
 */
public final class WeightedCrossEntropy {
  private final double[] weights;

  private WeightedCrossEntropy(double[] weights) {
    this.weights = weights;
  }

  /**
   * Weights from the training counts.
   *
   * @throws UserException if a class has no training clip, naming it
   */
  public static WeightedCrossEntropy ofCounts(List<String> classes, long[] counts) {
    if (classes.size() != counts.length) {
      throw new IllegalArgumentException(
          "one count a class: %d classes, %d counts".formatted(classes.size(), counts.length));
    }
    double sum = 0;
    for (int c = 0; c < counts.length; c++) {
      if (counts[c] < 1) {
        throw new UserException(
            "class %s has %d training clips: every class needs at least one; check the labels of the training split or leave the class out of the task"
                .formatted(classes.get(c), counts[c]));
      }
      sum += 1.0 / counts[c];
    }
    double[] weights = new double[counts.length];
    for (int c = 0; c < counts.length; c++) {
      weights[c] = 1.0 / counts[c] * counts.length / sum;
    }
    return new WeightedCrossEntropy(weights);
  }

  /** Given weights, one a class, all > 0. */
  public static WeightedCrossEntropy ofWeights(double... weights) {
    for (double weight : weights) {
      if (!(weight > 0) || Double.isInfinite(weight)) {
        throw new IllegalArgumentException("a class weight must be > 0, found " + weight);
      }
    }
    return new WeightedCrossEntropy(weights.clone());
  }

  /** The weight of one class. */
  public double weight(int label) {
    return weights[label];
  }

  /**
   * The loss of a batch on the device.
   *
   * @param logits (batch, classes)
   * @param labels class indices, one a row
   * @return a scalar on the manager of the logits, part of the gradient graph
   */
  public NDArray batchLoss(NDArray logits, int[] labels) {
    return shareOfLoss(logits, labels, totalWeight(labels));
  }

  /** The sum of the weights of these labels. */
  public double totalWeight(int[] labels) {
    double sum = 0;
    for (int label : labels) {
      sum += weights[label];
    }
    return sum;
  }

  /**
   * What some clips of a batch add to its loss: sum(w_y nll) / total.
   *
   * @param total weight of the whole batch
   */
  public NDArray shareOfLoss(NDArray logits, int[] labels, double total) {
    NDManager manager = logits.getManager();
    float[] mask = new float[labels.length * weights.length];
    for (int row = 0; row < labels.length; row++) {
      mask[row * weights.length + labels[row]] = (float) (-weights[labels[row]] / total);
    }
    NDArray shares = manager.create(mask, new Shape(labels.length, weights.length));
    return logits.logSoftmax(1).mul(shares).sum();
  }

  /**
   * Unweighted cross-entropy of one clip in nats, by a stable log-sum-exp in double precision.
   *
   * @param logits one a class
   * @param label class index
   */
  public static double nats(float[] logits, int label) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - largest);
    }
    return largest + Math.log(sum) - logits[label];
  }
}
