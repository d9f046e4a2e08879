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

  /** Mean of a whole map. In: (batch, channels, height, width), out: (batch, channels, 1, 1). */
  public static Pool globalAverage2d() {
    Shape one = new Shape(1, 1);
    return new Pool(x -> JniUtils.adaptiveAvgPool(Torch.of(x), one));
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
