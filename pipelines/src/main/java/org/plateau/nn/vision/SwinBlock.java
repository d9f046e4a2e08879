package org.plateau.nn.vision;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.plateau.nn.blocks.Activation;
import org.plateau.nn.blocks.Brick;
import org.plateau.nn.blocks.Chain;
import org.plateau.nn.blocks.LayerNorm;
import org.plateau.nn.blocks.Linear;
import org.plateau.nn.blocks.Pass;
import org.plateau.nn.blocks.Residual;
import org.plateau.nn.blocks.Sequential;
import org.plateau.nn.blocks.StochasticDepth;
import org.plateau.nn.blocks.Weights;

/**
 * x + attention(norm x), then x + perceptron(norm x). In and out: (batch, height, width, channels).
 */
final class SwinBlock extends Brick {
  private static final int EXPANSION = 4;

  private final List<Brick> attention;
  private final List<Brick> perceptron;
  private final Brick stochasticDepth;

  SwinBlock(Weights weights, long channels, boolean shifted, double drop) {
    Brick norm1 = child("norm1", LayerNorm.overLastAxis(weights, channels, SwinFactory.EPS));
    Brick attn = child("attn", new WindowAttention(weights, channels, shifted));
    stochasticDepth = child("stochastic_depth", new StochasticDepth(drop));
    Brick norm2 = child("norm2", LayerNorm.overLastAxis(weights, channels, SwinFactory.EPS));
    long wide = EXPANSION * channels;
    Brick mlp =
        child(
            "mlp",
            new Sequential()
                .add("0", Linear.normal(weights, channels, wide, SwinFactory.DEVIATION))
                .add("1", Activation.gelu())
                .add("3", Linear.normal(weights, wide, channels, SwinFactory.DEVIATION)));
    attention = List.of(norm1, attn);
    perceptron = List.of(norm2, mlp);
  }

  @Override
  protected NDArray forward(NDArray input, Pass pass) {
    NDArray looked = Chain.run(attention, input, pass);
    try (NDArray middle = Residual.add(input, looked, stochasticDepth, pass)) {
      NDArray changed = Chain.run(perceptron, middle, pass);
      return Residual.add(middle, changed, stochasticDepth, pass);
    }
  }
}
