package org.plateau.nn.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Training sets each element to zero with a probability and scales the others by 1 / (1 -
 * probability); evaluation passes the input on. Draws from the engine's generator.
 */
public final class Dropout extends Brick {
  private final double probability;

  public Dropout(double probability) {
    this.probability = checked(probability);
  }

  @Override
  protected NDArray forward(NDArray input, Pass pass) {
    if (!pass.drops() || probability == 0) {
      return input;
    }
    return JniUtils.dropout(Torch.of(input), probability, true);
  }

  static double checked(double probability) {
    if (!(probability >= 0 && probability < 1)) {
      throw new IllegalArgumentException(
          "drop probability must be in [0, 1), found " + probability);
    }
    return probability;
  }
}
