package org.plateau.nn.blocks;

import ai.djl.ndarray.NDArray;

/** Cyclic shift of a map. */
public final class Roll {
  private Roll() {}

  /**
   * Moves rows down and columns right; what leaves at one edge enters at the other.
   *
   * @param map (batch, height, width, channels)
   */
  public static NDArray by(NDArray map, int rows, int columns) {
    String expression = "torch.roll(x, [" + rows + ", " + columns + "], [1, 2])";
    return ScriptedFunction.of(expression).apply(map);
  }
}
