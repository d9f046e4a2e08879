package org.plateau.nn.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Convolution over time with a bias, PyTorch's default initialisation. In: (batch, in, frames),
 * out: (batch, out, floor((frames + 2 padding - kernel) / stride) + 1).
 */
public final class Conv1d extends Convolution {
  public Conv1d(Weights weights, long in, long out, long kernel, long stride, long padding) {
    this(
        weights.uniformByFanIn(new Shape(out, in, kernel), in * kernel),
        weights.uniformByFanIn(new Shape(out), in * kernel),
        stride,
        padding);
  }

  private Conv1d(NDArray weight, NDArray bias, long stride, long padding) {
    super(weight, bias, new Shape(stride), new Shape(padding), 1);
  }
}
