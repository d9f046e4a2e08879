package org.plateau.nn.audio.ast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.plateau.nn.blocks.Attention;
import org.plateau.nn.blocks.Brick;
import org.plateau.nn.blocks.Linear;
import org.plateau.nn.blocks.Macs;
import org.plateau.nn.blocks.Pass;
import org.plateau.nn.blocks.Weights;

/** Every token looks at every token, in 12 heads. In and out: (batch, tokens, width). */
final class SelfAttention extends Brick {
  private static final long HEADS = 12;

  private final Brick query;
  private final Brick key;
  private final Brick value;

  SelfAttention(Weights weights, long width) {
    query = child("query", Linear.normal(weights, width, width, Ast.DEVIATION));
    key = child("key", Linear.normal(weights, width, width, Ast.DEVIATION));
    value = child("value", Linear.normal(weights, width, width, Ast.DEVIATION));
  }

  @Override
  protected NDArray forward(NDArray input, Pass pass) {
    NDManager manager = input.getManager();
    try (NDManager scope = manager.newSubManager()) {
      NDArray tokens = input.reshape(input.getShape());
      tokens.attach(scope); // what is computed from it stays in the scope
      NDArray seen =
          Attention.of(
              heads(query.apply(tokens, pass)),
              heads(key.apply(tokens, pass)),
              heads(value.apply(tokens, pass)));
      NDArray joined = seen.swapAxes(1, 2).reshape(input.getShape());
      joined.attach(manager);
      return joined;
    }
  }

  /** In: (batch, tokens, width), out: (batch, heads, tokens, width / heads). */
  private static NDArray heads(NDArray tokens) {
    Shape shape = tokens.getShape();
    return tokens.reshape(shape.get(0), shape.get(1), HEADS, shape.get(2) / HEADS).swapAxes(1, 2);
  }

  @Override
  public Macs macs(Shape input, Shape output) {
    long tokens = input.get(1);
    return new Macs(input.get(0) * tokens * Attention.multiplyAdds(tokens, input.get(2)), 0);
  }
}
