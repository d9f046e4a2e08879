package org.plateau.nn.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Convolution over two axes with square kernels. In: (batch, in, height, width), out: (batch, out,
 * height', width') with floor((n + 2 padding - kernel) / stride) + 1 positions an axis.
 */
public final class Conv2d extends Convolution {
  private Conv2d(NDArray weight, NDArray bias, Settings settings) {
    super(
        weight,
        bias,
        axes(2, settings.stride()),
        axes(2, settings.padding()),
        axes(2, 1),
        settings.groups());
  }

  /** PyTorch's default: weight and bias uniform within 1 / sqrt(fan-in). */
  public static Conv2d standard(Weights weights, Settings settings) {
    long fanIn = settings.in() / settings.groups() * settings.kernel() * settings.kernel();
    NDArray weight = weights.uniformByFanIn(settings.weightShape(), fanIn);
    NDArray bias =
        settings.bias() ? weights.uniformByFanIn(new Shape(settings.out()), fanIn) : null;
    return new Conv2d(weight, bias, settings);
  }

  /** As torchvision's ConvNeXt and the transformers: weight normal, bias zero. */
  public static Conv2d normal(Weights weights, Settings settings, double deviation) {
    NDArray weight = weights.normal(settings.weightShape(), deviation);
    NDArray bias = settings.bias() ? weights.zeros(new Shape(settings.out())) : null;
    return new Conv2d(weight, bias, settings);
  }

  /** As PANNs: weight by Glorot and Bengio's uniform rule, bias zero. */
  public static Conv2d glorot(Weights weights, Settings settings) {
    NDArray weight = weights.glorotUniform(settings.weightShape());
    NDArray bias = settings.bias() ? weights.zeros(new Shape(settings.out())) : null;
    return new Conv2d(weight, bias, settings);
  }

  /** As torchvision's ResNet, VGG and EfficientNet: weight normal by fan-out, bias zero. */
  public static Conv2d byFanOut(Weights weights, Settings settings) {
    NDArray weight = weights.normalByFanOut(settings.weightShape());
    NDArray bias = settings.bias() ? weights.zeros(new Shape(settings.out())) : null;
    return new Conv2d(weight, bias, settings);
  }

  /**
   * Sizes of a convolution.
   *
   * @param in channels that enter
   * @param out channels that leave
   * @param kernel edge of the kernel
   * @param stride step along both axes
   * @param padding zeros on each side of both axes
   * @param groups groups of channels that do not mix; divides in and out
   * @param bias whether there is a bias
   */
  public record Settings(
      long in, long out, long kernel, long stride, long padding, int groups, boolean bias) {
    public Settings {
      if (in < 1 || out < 1 || kernel < 1 || stride < 1 || padding < 0 || groups < 1) {
        throw new IllegalArgumentException(
            "sizes of a convolution must be positive, found in "
                + in
                + ", out "
                + out
                + ", kernel "
                + kernel
                + ", stride "
                + stride
                + ", padding "
                + padding
                + ", groups "
                + groups);
      }
      if (in % groups != 0 || out % groups != 0) {
        throw new IllegalArgumentException(
            "groups must divide in " + in + " and out " + out + ", found " + groups);
      }
    }

    private Shape weightShape() {
      return new Shape(out, in / groups, kernel, kernel);
    }
  }
}
