package org.plateau.nn.blocks;

import ai.djl.ndarray.NDArray;

/** Another order of axes; the values stay where they are in memory. */
public final class Permute extends Brick {
  private static final int[] CHANNELS_LAST = {0, 2, 3, 1};
  private static final int[] CHANNELS_FIRST = {0, 3, 1, 2};

  private final int[] axes;

  private Permute(int... axes) {
    this.axes = axes;
  }

  /** In: (batch, channels, height, width), out: (batch, height, width, channels). */
  public static Permute channelsLast() {
    return new Permute(CHANNELS_LAST);
  }

  /** In: (batch, height, width, channels), out: (batch, channels, height, width). */
  public static Permute channelsFirst() {
    return new Permute(CHANNELS_FIRST);
  }

  static NDArray toChannelsLast(NDArray image) {
    return image.transpose(CHANNELS_LAST);
  }

  static NDArray toChannelsFirst(NDArray image) {
    return image.transpose(CHANNELS_FIRST);
  }

  @Override
  protected NDArray forward(NDArray input, Pass pass) {
    return input.transpose(axes);
  }
}
