package org.plateau.nn.blocks;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * Runs bricks one after the other. What lies between two bricks is let go at once, so that its
 * memory returns as soon as no backward pass needs it.
 */
public final class Chain {
  private Chain() {}

  /** The input itself if no brick makes a new array. */
  public static NDArray run(List<? extends Brick> bricks, NDArray input, Pass pass) {
    NDArray current = input;
    for (Brick brick : bricks) {
      NDArray next = brick.apply(current, pass);
      if (current != input && current != next) {
        current.close();
      }
      current = next;
    }
    return current;
  }
}
