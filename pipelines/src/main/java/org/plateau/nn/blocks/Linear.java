package org.plateau.nn.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;

/** Affine map y = x W' + b. In: (..., in), out: (..., out). Weight: (out, in). */
public final class Linear extends Brick {
  private final NDArray weight;
  private final NDArray bias;

  private Linear(NDArray weight, NDArray bias) {
    this.weight = parameter("weight", weight);
    this.bias = bias == null ? null : parameter("bias", bias);
  }

  /** PyTorch's default: weight and bias uniform within 1 / sqrt(in). */
  public static Linear standard(Weights weights, long in, long out) {
    return new Linear(
        weights.uniformByFanIn(new Shape(out, in), in), weights.uniformByFanIn(new Shape(out), in));
  }

  /** As transformers begin: weight normal around zero, bias zero. */
  public static Linear normal(Weights weights, long in, long out, double deviation) {
    return new Linear(weights.normal(new Shape(out, in), deviation), weights.zeros(new Shape(out)));
  }

  /** The same without a bias. */
  public static Linear normalWithoutBias(Weights weights, long in, long out, double deviation) {
    return new Linear(weights.normal(new Shape(out, in), deviation), null);
  }

  /** As PANNs: weight by Glorot and Bengio's uniform rule, bias zero. */
  public static Linear glorot(Weights weights, long in, long out) {
    return new Linear(weights.glorotUniform(new Shape(out, in)), weights.zeros(new Shape(out)));
  }

  /** As torchvision's EfficientNet: weight uniform within 1 / sqrt(out), bias zero. */
  public static Linear byFanOut(Weights weights, long in, long out) {
    return new Linear(
        weights.uniform(new Shape(out, in), 1 / Math.sqrt((double) out)),
        weights.zeros(new Shape(out)));
  }

  @Override
  protected NDArray forward(NDArray input, Pass pass) {
    return asFunction(input, pass);
  }

  /** The map as a part of another brick, which then counts its work. */
  public NDArray asFunction(NDArray input, Pass pass) {
    if (pass.bfloat16()) {
      return Bfloat16.product("torch.linear(%s, %s, %s)", input, weight, bias);
    }
    return JniUtils.linear(Torch.of(input), Torch.of(weight), bias == null ? null : Torch.of(bias));
  }

  @Override
  public Macs macs(Shape input, Shape output) {
    long positions = output.size() / output.get(output.dimension() - 1);
    return new Macs(multiplyAdds(positions), super.macs(input, output).torchinfo());
  }

  /** Multiply-adds at so many positions. */
  public long multiplyAdds(long positions) {
    return Math.multiplyExact(weight.size(), positions);
  }
}
