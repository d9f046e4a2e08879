package org.plateau.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** The records' loss, written out: sum(w[y] nll) / sum(w[y]). */
final class GoldenLoss {
  private GoldenLoss() {}

  static NDArray of(NDArray logits, double[] labels, double[] weights) {
    int classes = weights.length;
    float[] share = new float[labels.length * classes];
    double total = 0;
    for (double label : labels) {
      total += weights[(int) label];
    }
    for (int row = 0; row < labels.length; row++) {
      int label = (int) labels[row];
      share[row * classes + label] = (float) (-weights[label] / total);
    }
    return logits
        .logSoftmax(1)
        .mul(logits.getManager().create(share, new Shape(labels.length, classes)))
        .sum();
  }
}
