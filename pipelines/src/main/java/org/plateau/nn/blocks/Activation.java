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

  /** x where positive, else exp(x) - 1. */
  public static Activation elu() {
    return new Activation(x -> JniUtils.elu(Torch.of(x), 1));
  }

  /** x times the normal distribution's cumulative probability of x, by the error function. */
  public static Activation gelu() {
    return new Activation(x -> JniUtils.gelu(Torch.of(x)));
  }

  /** Hyperbolic tangent. */
  public static Activation tanh() {
    return new Activation(x -> JniUtils.tanh(Torch.of(x)));
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
    private static final ScriptedFunction FUNCTION = ScriptedFunction.of("torch.silu(x)");
  }
}
