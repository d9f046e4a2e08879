package org.plateau.nn.blocks;

import ai.djl.ndarray.NDArray;

/** Sees the output of every brick of a forward pass, inner bricks before those that hold them. */
@FunctionalInterface
public interface Observer {
  /**
   * Called once a brick and pass. The arrays are freed or reused after the call: copy what is kept.
   *
   * @param brick the brick, with its published name
   * @param input what went in
   * @param output what came out
   */
  void observe(Brick brick, NDArray input, NDArray output);
}
