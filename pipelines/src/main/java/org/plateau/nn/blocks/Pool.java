package org.plateau.nn.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.UnaryOperator;

/** Pooling layers. */
public final class Pool extends Brick {
  private final UnaryOperator<NDArray> function;

  private Pool(UnaryOperator<NDArray> function) {
    this.function = function;
  }

  /**
   * Maximum over neighbouring frames. In: (batch, channels, frames), out: (batch, channels,
   * floor((frames - size) / size) + 1).
   */
  public static Pool max1d(long size) {
    Shape window = new Shape(size);
    Shape padding = new Shape(0);
    return new Pool(x -> JniUtils.maxPool(Torch.of(x), window, window, padding, false));
  }

  /**
   * Maximum over square windows. In: (batch, channels, height, width), out: floor((n + 2 padding -
   * size) / stride) + 1 positions an axis.
   */
  public static Pool max2d(long size, long stride, long padding) {
    Shape window = new Shape(size, size);
    Shape step = new Shape(stride, stride);
    Shape edge = new Shape(padding, padding);
    return new Pool(x -> JniUtils.maxPool(Torch.of(x), window, step, edge, false));
  }

  /**
   * Mean over square windows side by side; a rest at the end is left out. In: (batch, channels,
   * height, width), out: floor(n / size) positions an axis.
   */
  public static Pool average2d(long size) {
    Shape window = new Shape(size, size);
    Shape none = new Shape(0, 0);
    return new Pool(x -> JniUtils.avgPool(Torch.of(x), window, window, none, false, true));
  }

  /**
   * Mean over windows that divide the map into so many positions, overlapping where they do not
   * divide it evenly: position i covers floor(i n / size) to ceil((i + 1) n / size). Out: (batch,
   * channels, size, size).
   */
  public static Pool adaptiveAverage2d(long size) {
    Shape positions = new Shape(size, size);
    return new Pool(x -> JniUtils.adaptiveAvgPool(Torch.of(x), positions));
  }

  /** Mean of a whole map. In: (batch, channels, height, width), out: (batch, channels, 1, 1). */
  public static Pool globalAverage2d() {
    return adaptiveAverage2d(1);
  }

  /** All axes but the batch become one. In: (batch, ...), out: (batch, product). */
  public static Pool flatten() {
    return new Pool(x -> x.reshape(x.getShape().get(0), -1));
  }

  @Override
  protected NDArray forward(NDArray input, Pass pass) {
    return function.apply(input);
  }
}
