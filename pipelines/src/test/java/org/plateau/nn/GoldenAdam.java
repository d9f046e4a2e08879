package org.plateau.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.Collection;
import java.util.List;

/** Adam as its paper states it, in plain array operations: a reference for tests. */
final class GoldenAdam implements AutoCloseable {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPS = 1e-8;

  private final List<NDArray> parameters;
  private final NDList means = new NDList();
  private final NDList squares = new NDList();
  private final double learningRate;
  private int steps;

  GoldenAdam(Collection<NDArray> parameters, double learningRate) {
    this.parameters = List.copyOf(parameters);
    this.learningRate = learningRate;
    this.parameters.forEach(
        parameter -> {
          means.add(parameter.zerosLike());
          squares.add(parameter.zerosLike());
        });
  }

  void step() {
    steps++;
    Gradients.withoutRecording(
        () -> {
          for (int i = 0; i < parameters.size(); i++) {
            update(parameters.get(i), means.get(i), squares.get(i));
          }
        });
  }

  private void update(NDArray parameter, NDArray mean, NDArray square) {
    double rate = learningRate / (1 - Math.pow(BETA1, steps));
    double scale = 1 / Math.sqrt(1 - Math.pow(BETA2, steps));
    try (NDArray gradient = Gradients.of(parameter);
        NDArray gradientSquare = gradient.square();
        NDArray share = gradient.mul(1 - BETA1);
        NDArray squareShare = gradientSquare.mul(1 - BETA2)) {
      mean.muli(BETA1).addi(share);
      square.muli(BETA2).addi(squareShare);
      try (NDArray root = square.sqrt();
          NDArray denominator = root.mul(scale).addi(EPS);
          NDArray direction = mean.div(denominator).muli(rate)) {
        parameter.subi(direction);
      }
    }
  }

  @Override
  public void close() {
    means.close();
    squares.close();
  }
}
