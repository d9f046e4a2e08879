package org.plateau.nn.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Long short-term memory in one direction, PyTorch's layout: gates i, f, g, o stacked in {@code
 * weight_ih_l0} (4 hidden, in), {@code weight_hh_l0} (4 hidden, hidden) and two biases a layer;
 * zero initial state; dropout on the output of every layer but the last. In: (batch, frames, in),
 * out: (batch, frames, hidden) of the last layer.
 */
public final class Lstm extends Brick {
  private static final int GATES = 4;
  private static final int CELL_OPERATIONS = 16;

  private final NDList parameters = new NDList();
  private final long hidden;
  private final int layers;
  private final double dropout;

  public Lstm(Weights weights, long in, long hidden, int layers, double dropout) {
    this.hidden = hidden;
    this.layers = layers;
    this.dropout = Dropout.checked(dropout);
    double bound = 1 / Math.sqrt((double) hidden);
    for (int layer = 0; layer < layers; layer++) {
      long width = layer == 0 ? in : hidden;
      add(weights, "weight_ih_l" + layer, new Shape(GATES * hidden, width), bound);
      add(weights, "weight_hh_l" + layer, new Shape(GATES * hidden, hidden), bound);
      add(weights, "bias_ih_l" + layer, new Shape(GATES * hidden), bound);
      add(weights, "bias_hh_l" + layer, new Shape(GATES * hidden), bound);
    }
  }

  @Override
  protected NDArray forward(NDArray input, Pass pass) {
    Shape stateShape = new Shape(layers, input.getShape().get(0), hidden);
    try (NDArray state = input.getManager().zeros(stateShape)) {
      NDList results =
          JniUtils.lstm(
              Torch.of(input),
              new NDList(state, state),
              parameters,
              true,
              layers,
              pass.drops() ? dropout : 0,
              pass.training(),
              false,
              true);
      results.subList(1, results.size()).forEach(NDArray::close);
      return results.get(0);
    }
  }

  @Override
  public Macs macs(Shape input, Shape output) {
    long steps = Math.multiplyExact(output.get(0), output.get(1));
    long all = parameters.stream().mapToLong(NDArray::size).sum();
    long matrices =
        parameters.stream()
            .filter(tensor -> tensor.getShape().dimension() > 1)
            .mapToLong(NDArray::size)
            .sum();
    // A gate adds two products and two biases (3 each); the cell takes 3 products and a sum.
    long cell = CELL_OPERATIONS * hidden * layers;
    return new Macs(Math.multiplyExact(matrices + cell, steps), Math.multiplyExact(all, steps));
  }

  private void add(Weights weights, String key, Shape shape, double bound) {
    parameters.add(parameter(key, weights.uniform(shape, bound)));
  }
}
