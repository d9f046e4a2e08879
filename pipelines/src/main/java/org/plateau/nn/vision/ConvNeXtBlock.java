package org.plateau.nn.vision;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.plateau.nn.blocks.Activation;
import org.plateau.nn.blocks.Brick;
import org.plateau.nn.blocks.Conv2d;
import org.plateau.nn.blocks.LayerNorm;
import org.plateau.nn.blocks.Linear;
import org.plateau.nn.blocks.Pass;
import org.plateau.nn.blocks.Permute;
import org.plateau.nn.blocks.Residual;
import org.plateau.nn.blocks.Sequential;
import org.plateau.nn.blocks.StochasticDepth;
import org.plateau.nn.blocks.Weights;

/**
 * A 7 x 7 filter of each channel by itself, layer norm, a perceptron of four times the width at
 * every position, a learnt scale of each channel; the input is added. In and out: (batch, channels,
 * height, width).
 */
final class ConvNeXtBlock extends Brick {
  private static final int EXPANSION = 4;
  private static final float FIRST_SCALE = 1e-6f;

  private final NDArray layerScale;
  private final Brick block;
  private final Brick stochasticDepth;

  ConvNeXtBlock(Weights weights, long channels, double drop) {
    layerScale = parameter("layer_scale", weights.constant(new Shape(channels, 1, 1), FIRST_SCALE));
    Conv2d.Settings depthwise =
        new Conv2d.Settings(channels, channels, 7, 1, 3, Math.toIntExact(channels), true);
    long wide = EXPANSION * channels;
    block =
        child(
            "block",
            new Sequential()
                .add(Conv2d.normal(weights, depthwise, ConvNeXtFactory.DEVIATION))
                .add(Permute.channelsLast())
                .add(LayerNorm.overLastAxis(weights, channels, ConvNeXtFactory.EPS))
                .add(Linear.normal(weights, channels, wide, ConvNeXtFactory.DEVIATION))
                .add(Activation.gelu())
                .add(Linear.normal(weights, wide, channels, ConvNeXtFactory.DEVIATION))
                .add(Permute.channelsFirst()));
    stochasticDepth = child("stochastic_depth", new StochasticDepth(drop));
  }

  @Override
  protected NDArray forward(NDArray input, Pass pass) {
    try (NDArray branch = block.apply(input, pass)) {
      return Residual.add(input, branch.mul(layerScale), stochasticDepth, pass);
    }
  }
}
