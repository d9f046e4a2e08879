package org.plateau.nn.vision;

import java.util.Arrays;
import org.plateau.nn.blocks.Brick;
import org.plateau.nn.blocks.Conv2d;
import org.plateau.nn.blocks.LayerNorm;
import org.plateau.nn.blocks.Linear;
import org.plateau.nn.blocks.Pool;
import org.plateau.nn.blocks.Sequential;
import org.plateau.nn.blocks.Weights;

/**
 * ConvNeXt (Liu et al. 2022) as torchvision builds it: a patch convolution, four stages of blocks
 * with a halving convolution between two, layer norms over the channels.
 */
public abstract class ConvNeXtFactory extends ImageNetworkFactory {
  static final double EPS = 1e-6;
  static final double DEVIATION = 0.02;
  private static final int STAGES = 4;

  private final long width;
  private final int[] depths;
  private final double stochasticDepth;

  /**
   * One size of the family.
   *
   * @param width channels of the first stage; each further stage doubles them
   * @param stochasticDepth drop probability of the last block; the first has 0, linear between
   * @param depths blocks of each stage
   */
  private ConvNeXtFactory(String architecture, long width, double stochasticDepth, int... depths) {
    super(architecture);
    this.width = width;
    this.stochasticDepth = stochasticDepth;
    this.depths = depths;
  }

  @Override
  final Brick build(Weights weights, int classes) {
    Sequential features = new Sequential();
    features.add(
        new Sequential()
            .add(convolution(weights, COLOURS, width, 4))
            .add(LayerNorm.overChannels(weights, width, EPS)));
    int last = Arrays.stream(depths).sum() - 1;
    int block = 0;
    long channels = width;
    for (int stage = 0; stage < STAGES; stage++) {
      Sequential blocks = new Sequential();
      for (int i = 0; i < depths[stage]; i++) {
        blocks.add(new ConvNeXtBlock(weights, channels, stochasticDepth * block / last));
        block++;
      }
      features.add(blocks);
      if (stage < STAGES - 1) {
        features.add(
            new Sequential()
                .add(LayerNorm.overChannels(weights, channels, EPS))
                .add(convolution(weights, channels, 2 * channels, 2)));
        channels *= 2;
      }
    }
    Sequential classifier =
        new Sequential()
            .add(LayerNorm.overChannels(weights, channels, EPS))
            .add(Pool.flatten())
            .add(Linear.normal(weights, channels, classes, DEVIATION));
    return new Sequential()
        .add("features", features)
        .add("avgpool", Pool.globalAverage2d())
        .add("classifier", classifier);
  }

  /** Windows side by side: stride = kernel. */
  private static Conv2d convolution(Weights weights, long in, long out, long kernel) {
    return Conv2d.normal(
        weights, new Conv2d.Settings(in, out, kernel, kernel, 0, 1, true), DEVIATION);
  }

  /** 28 million parameters. */
  public static final class Tiny extends ConvNeXtFactory {
    public Tiny() {
      super("convnext-tiny", 96, 0.1, 3, 3, 9, 3);
    }
  }

  /** 50 million parameters. */
  public static final class Small extends ConvNeXtFactory {
    public Small() {
      super("convnext-small", 96, 0.4, 3, 3, 27, 3);
    }
  }

  /** 88 million parameters. */
  public static final class Base extends ConvNeXtFactory {
    public Base() {
      super("convnext-base", 128, 0.5, 3, 3, 27, 3);
    }
  }

  /** 196 million parameters. */
  public static final class Large extends ConvNeXtFactory {
    public Large() {
      super("convnext-large", 192, 0.5, 3, 3, 27, 3);
    }
  }
}
