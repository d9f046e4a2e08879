package org.plateau.nn.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What convolutions share. In: (batch, in, positions...), out: (batch, out, positions...), with
 * floor((n + 2 padding - dilation (kernel - 1) - 1) / stride) + 1 positions an axis. Weight: (out,
 * in / groups, kernel...).
 */
abstract class Convolution extends Brick {
  private final NDArray weight;
  private final NDArray bias;
  private final Shape stride;
  private final Shape padding;
  private final Shape dilation;
  private final int groups;

  /** Adds the parameters; {@code bias} may be null. */
  Convolution(
      NDArray weight, NDArray bias, Shape stride, Shape padding, Shape dilation, int groups) {
    this.weight = parameter("weight", weight);
    this.bias = bias == null ? null : parameter("bias", bias);
    this.stride = stride;
    this.padding = padding;
    this.dilation = dilation;
    this.groups = groups;
  }

  @Override
  protected final NDArray forward(NDArray input, Pass pass) {
    if (pass.bfloat16()) {
      return Bfloat16.product(scripted(), input, weight, bias);
    }
    return JniUtils.convolution(
        Torch.of(input),
        Torch.of(weight),
        bias == null ? null : Torch.of(bias),
        stride,
        padding,
        dilation,
        groups);
  }

  private String scripted() {
    String none = Arrays.toString(new long[stride.dimension()]);
    return "torch.convolution(%s, %s, %s, "
        + Stream.of(stride, padding, dilation)
            .map(shape -> Arrays.toString(shape.getShape()))
            .collect(Collectors.joining(", "))
        + ", False, "
        + none
        + ", "
        + groups
        + ")";
  }

  @Override
  public final Macs macs(Shape input, Shape output) {
    long positions = Math.multiplyExact(output.get(0), output.slice(2).size());
    long biases = bias == null ? 0 : bias.size();
    return new Macs(
        Math.multiplyExact(weight.size(), positions),
        Math.multiplyExact(weight.size() + biases, positions));
  }

  /** A shape of {@code count} equal axes. */
  static Shape axes(int count, long value) {
    long[] values = new long[count];
    Arrays.fill(values, value);
    return new Shape(values);
  }
}
