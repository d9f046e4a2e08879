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
        padding,
        1);
  }

  private Conv1d(NDArray weight, NDArray bias, long stride, long padding, long dilation) {
    super(weight, bias, new Shape(stride), new Shape(padding), new Shape(dilation), 1);
  }

  /** Stride 1, no padding, {@code dilation - 1} frames left out between two of the kernel. */
  public static Conv1d dilated(Weights weights, long in, long out, long kernel, long dilation) {
    return new Conv1d(
        weights.uniformByFanIn(new Shape(out, in, kernel), in * kernel),
        weights.uniformByFanIn(new Shape(out), in * kernel),
        1,
        0,
        dilation);
  }
}
