package org.plateau.nn.training;

/**
 * What is tuned: part of a run's identity.
 *
 * @param optimiser {@code adam} or {@code sgd}
 * @param learningRate step size, > 0
 * @param batchSize clips a step, >= 1
 * @param epochs passes over the training split, >= 1
 */
public record HyperParameters(String optimiser, double learningRate, int batchSize, int epochs) {
  public HyperParameters {
    if (!optimiser.equals("adam") && !optimiser.equals("sgd")) {
      throw new IllegalArgumentException("optimiser must be adam or sgd, found " + optimiser);
    }
    if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
      throw new IllegalArgumentException("learning rate must be > 0, found " + learningRate);
    }
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch size must be >= 1, found " + batchSize);
    }
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs must be >= 1, found " + epochs);
    }
  }
}
