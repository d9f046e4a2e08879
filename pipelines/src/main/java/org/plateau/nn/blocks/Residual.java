package org.plateau.nn.blocks;

import ai.djl.ndarray.NDArray;

/** Adds a branch to what it branched from. */
public final class Residual {
  private Residual() {}

  /** branch + input; frees {@code branch}. Both have one shape. */
  public static NDArray add(NDArray input, NDArray branch) {
    try (branch) {
      return branch.add(input);
    }
  }

  /** The branch after stochastic depth, plus the input; frees {@code branch}. */
  public static NDArray add(NDArray input, NDArray branch, Brick stochasticDepth, Pass pass) {
    NDArray kept = stochasticDepth.apply(branch, pass);
    if (kept != branch) {
      branch.close();
    }
    return add(input, kept);
  }
}
