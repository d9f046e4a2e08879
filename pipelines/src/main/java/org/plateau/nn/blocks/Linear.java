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
    this.bias = parameter("bias", bias);
  }

  /** PyTorch's default: weight and bias uniform within 1 / sqrt(in). */
  public static Linear standard(Weights weights, long in, long out) {
    return new Linear(
        weights.uniformByFanIn(new Shape(out, in), in), weights.uniformByFanIn(new Shape(out), in));
  }

  /** As torchvision's EfficientNet: weight uniform within 1 / sqrt(out), bias zero. */
  public static Linear byFanOut(Weights weights, long in, long out) {
    return new Linear(
        weights.uniform(new Shape(out, in), 1 / Math.sqrt((double) out)),
        weights.zeros(new Shape(out)));
  }

  @Override
  protected NDArray forward(NDArray input, Pass pass) {
    return JniUtils.linear(Torch.of(input), Torch.of(weight), Torch.of(bias));
  }

  @Override
  public Macs macs(Shape input, Shape output) {
    long positions = output.size() / output.get(output.dimension() - 1);
    return new Macs(
        Math.multiplyExact(weight.size(), positions), super.macs(input, output).torchinfo());
  }
}
