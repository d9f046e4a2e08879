package org.plateau.nn.vision;

import ai.djl.ndarray.NDArray;
import org.plateau.nn.blocks.Brick;
import org.plateau.nn.blocks.Conv2d;
import org.plateau.nn.blocks.Pass;
import org.plateau.nn.blocks.Residual;
import org.plateau.nn.blocks.Sequential;
import org.plateau.nn.blocks.SqueezeExcite;
import org.plateau.nn.blocks.StochasticDepth;
import org.plateau.nn.blocks.Weights;

/**
 * Inverted bottleneck with squeeze and excitation: widen by a 1 x 1 convolution, filter each
 * channel by itself, scale the channels, narrow; the input is added where shapes agree.
 */
final class MobileBlock extends Brick {
  private static final long SQUEEZE = 4;

  private final Brick block;
  private final Brick stochasticDepth;
  private final boolean residual;

  /**
   * @param in channels that enter; the squeeze width is a quarter of them
   * @param out channels that leave
   * @param expand factor of the inner width; 1 leaves out the widening
   * @param kernel edge of the depthwise kernel, odd
   * @param stride step of the depthwise convolution
   * @param drop probability that training drops the block for a clip
   */
  record Settings(long in, long out, int expand, int kernel, int stride, double drop) {}

  MobileBlock(Weights weights, Settings settings) {
    long wide = settings.in() * settings.expand();
    Sequential layers = new Sequential();
    if (settings.expand() != 1) {
      layers.add(EfficientNetB0.convNorm(weights, pointwise(settings.in(), wide), true));
    }
    long padding = (settings.kernel() - 1L) / 2;
    layers.add(
        EfficientNetB0.convNorm(
            weights,
            new Conv2d.Settings(
                wide,
                wide,
                settings.kernel(),
                settings.stride(),
                padding,
                Math.toIntExact(wide),
                false),
            true));
    layers.add(new SqueezeExcite(weights, wide, Math.max(1, settings.in() / SQUEEZE)));
    layers.add(EfficientNetB0.convNorm(weights, pointwise(wide, settings.out()), false));
    block = child("block", layers);
    stochasticDepth = child("stochastic_depth", new StochasticDepth(settings.drop()));
    residual = settings.stride() == 1 && settings.in() == settings.out();
  }

  @Override
  protected NDArray forward(NDArray input, Pass pass) {
    NDArray branch = block.apply(input, pass);
    if (!residual) {
      return branch;
    }
    return Residual.add(input, branch, stochasticDepth, pass);
  }

  private static Conv2d.Settings pointwise(long in, long out) {
    return new Conv2d.Settings(in, out, 1, 1, 0, 1, false);
  }
}
