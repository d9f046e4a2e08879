package org.plateau.nn.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;

/**
 * Training drops a whole clip's values with a probability and scales the others by 1 / (1 -
 * probability) (Huang et al. 2016, per sample); evaluation passes the input on.
 */
public final class StochasticDepth extends Brick {
  private final double probability;

  public StochasticDepth(double probability) {
    this.probability = Dropout.checked(probability);
  }

  @Override
  protected NDArray forward(NDArray input, Pass pass) {
    if (!pass.drops() || probability == 0) {
      return input;
    }
    long[] clips = new long[input.getShape().dimension()];
    Arrays.fill(clips, 1);
    clips[0] = input.getShape().get(0);
    try (NDArray ones = input.getManager().ones(new Shape(clips), input.getDataType());
        NDArray mask = JniUtils.dropout(Torch.of(ones), probability, true)) {
      return input.mul(mask);
    }
  }
}
