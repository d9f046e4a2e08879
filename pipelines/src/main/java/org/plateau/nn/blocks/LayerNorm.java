package org.plateau.nn.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Layer normalisation (Ba et al. 2016) over one axis: mean zero and variance one, then scale and
 * shift. Shapes stay.
 */
public final class LayerNorm extends Brick {
  private final NDArray weight;
  private final NDArray bias;
  private final Shape normalised;
  private final double eps;
  private final boolean channelsFirst;

  private LayerNorm(Weights weights, long size, double eps, boolean channelsFirst) {
    normalised = new Shape(size);
    weight = parameter("weight", weights.ones(normalised));
    bias = parameter("bias", weights.zeros(normalised));
    this.eps = eps;
    this.channelsFirst = channelsFirst;
  }

  /** Over the last axis. In: (..., size). */
  public static LayerNorm overLastAxis(Weights weights, long size, double eps) {
    return new LayerNorm(weights, size, eps, false);
  }

  /** Over the channels of an image. In: (batch, channels, height, width). */
  public static LayerNorm overChannels(Weights weights, long channels, double eps) {
    return new LayerNorm(weights, channels, eps, true);
  }

  @Override
  protected NDArray forward(NDArray input, Pass pass) {
    if (!channelsFirst) {
      return normalise(input);
    }
    try (NDArray last = Permute.toChannelsLast(input);
        NDArray norm = normalise(last)) {
      return Permute.toChannelsFirst(norm);
    }
  }

  private NDArray normalise(NDArray input) {
    return JniUtils.layerNorm(Torch.of(input), normalised, Torch.of(weight), Torch.of(bias), eps);
  }

  @Override
  public Macs macs(Shape input, Shape output) {
    return new Macs(input.size(), super.macs(input, output).torchinfo());
  }
}
