package org.plateau.nn.blocks;

import ai.djl.ndarray.NDArray;

/**
 * Arithmetic with a fixed number. DJL turns the number into an array whose memory it frees at once,
 * while a recorded product still needs it in the backward pass; here it is part of the function.
 */
public final class Scalars {
  private Scalars() {}

  /** x times a number. */
  public static NDArray times(NDArray x, double factor) {
    return ScriptedFunction.of("torch.mul(x, " + factor + ")").apply(x);
  }

  /** max(x, least); the gradient is 0 where x is below. */
  public static NDArray atLeast(NDArray x, double least) {
    return ScriptedFunction.of("torch.clamp_min(x, " + least + ")").apply(x);
  }
}
