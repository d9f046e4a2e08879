package org.plateau.nn.audio.ast;

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
import org.plateau.nn.blocks.Weights;

/**
 * A transformer layer that normalises first: x + attention(norm x), then x + perceptron(norm x). In
 * and out: (batch, tokens, width).
 */
final class AstLayer extends Brick {
  private static final long EXPANSION = 4;

  private final List<Brick> attention;
  private final List<Brick> perceptron;

  AstLayer(Weights weights, long width) {
    long wide = EXPANSION * width;
    Brick attend =
        child(
            "attention",
            new Sequential()
                .add("attention", new SelfAttention(weights, width))
                .add("output", dense(weights, width, width)));
    Brick widen = child("intermediate", dense(weights, width, wide));
    Brick narrow = child("output", dense(weights, wide, width));
    Brick before = child("layernorm_before", LayerNorm.overLastAxis(weights, width, Ast.EPS));
    Brick after = child("layernorm_after", LayerNorm.overLastAxis(weights, width, Ast.EPS));
    attention = List.of(before, attend);
    perceptron = List.of(after, widen, Activation.gelu(), narrow);
  }

  @Override
  protected NDArray forward(NDArray input, Pass pass) {
    try (NDArray middle = Residual.add(input, Chain.run(attention, input, pass))) {
      return Residual.add(middle, Chain.run(perceptron, middle, pass));
    }
  }

  private static Sequential dense(Weights weights, long in, long out) {
    return new Sequential().add("dense", Linear.normal(weights, in, out, Ast.DEVIATION));
  }
}
