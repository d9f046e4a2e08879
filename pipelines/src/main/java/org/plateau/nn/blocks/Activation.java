package org.plateau.nn.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.UnaryOperator;

/** A function applied to each element; shapes stay. */
public final class Activation extends Brick {
  private final UnaryOperator<NDArray> function;

  private Activation(UnaryOperator<NDArray> function) {
    this.function = function;
  }

  /** max(x, 0). */
  public static Activation relu() {
    return new Activation(x -> JniUtils.relu(Torch.of(x)));
  }

  /** x where positive, else slope x. */
  public static Activation leakyRelu(double slope) {
    return new Activation(x -> JniUtils.leakyRelu(Torch.of(x), slope));
  }

  /** 1 / (1 + exp(-x)). */
  public static Activation sigmoid() {
    return new Activation(x -> JniUtils.sigmoid(Torch.of(x)));
  }

  /** x / (1 + exp(-x)), also called swish. */
  public static Activation silu() {
    return new Activation(x -> Silu.FUNCTION.apply(x));
  }

  @Override
  protected NDArray forward(NDArray input, Pass pass) {
    return function.apply(input);
  }

  /** Loaded with the first use: loading a module starts the engine. */
  private static final class Silu {
    private static final ScriptedFunction FUNCTION = new ScriptedFunction("torch.silu(x)");
  }
}
