package org.plateau.nn.blocks;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;

/** Bricks one after the other. */
public final class Sequential extends Brick {
  private final List<Brick> bricks = new ArrayList<>();

  /** Appends a brick under the name of its place: 0, 1, 2, ... */
  public Sequential add(Brick brick) {
    return add(Integer.toString(bricks.size()), brick);
  }

  /** Appends a brick under a name. */
  public Sequential add(String key, Brick brick) {
    bricks.add(child(key, brick));
    return this;
  }

  @Override
  protected NDArray forward(NDArray input, Pass pass) {
    return Chain.run(bricks, input, pass);
  }
}
