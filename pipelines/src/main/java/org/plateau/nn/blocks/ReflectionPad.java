package org.plateau.nn.blocks;

import ai.djl.ndarray.NDArray;

/**
 * Mirrors frames at both ends, the end frames not repeated. In: (batch, channels, frames), frames >
 * padding; out: frames + 2 padding.
 */
public final class ReflectionPad extends Brick {
  private final int padding;

  /**
   * @param padding frames on each side, >= 0
   */
  public ReflectionPad(int padding) {
    if (padding < 0) {
      throw new IllegalArgumentException("padding must be >= 0, found " + padding);
    }
    this.padding = padding;
  }

  @Override
  protected NDArray forward(NDArray input, Pass pass) {
    if (padding == 0) {
      return input;
    }
    String expression = "torch.reflection_pad1d(x, [" + padding + ", " + padding + "])";
    return ScriptedFunction.of(expression).apply(input);
  }
}
