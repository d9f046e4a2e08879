package org.plateau.nn.blocks;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * Squeeze and excitation (Hu et al. 2018) as torchvision names it: the mean of each channel goes
 * through {@code fc1}, SiLU, {@code fc2}, sigmoid and scales its channel. In and out: (batch,
 * channels, height, width).
 */
public final class SqueezeExcite extends Brick {
  private final List<Brick> gate;

  /**
   * @param channels channels that are scaled
   * @param squeezed channels between the two convolutions
   */
  public SqueezeExcite(Weights weights, long channels, long squeezed) {
    Brick average = child("avgpool", Pool.globalAverage2d());
    Brick fc1 = child("fc1", Conv2d.byFanOut(weights, pointwise(channels, squeezed)));
    Brick fc2 = child("fc2", Conv2d.byFanOut(weights, pointwise(squeezed, channels)));
    Brick activation = child("activation", Activation.silu());
    Brick scale = child("scale_activation", Activation.sigmoid());
    gate = List.of(average, fc1, activation, fc2, scale);
  }

  @Override
  protected NDArray forward(NDArray input, Pass pass) {
    try (NDArray scale = Chain.run(gate, input, pass)) {
      return input.mul(scale);
    }
  }

  private static Conv2d.Settings pointwise(long in, long out) {
    return new Conv2d.Settings(in, out, 1, 1, 0, 1, true);
  }
}
