package org.plateau.nn.vision;

import java.util.Arrays;
import java.util.Map;
import org.plateau.features.FeatureMatrix;
import org.plateau.nn.ClipInput;
import org.plateau.nn.blocks.Brick;
import org.plateau.nn.blocks.Conv2d;
import org.plateau.nn.blocks.LayerNorm;
import org.plateau.nn.blocks.Linear;
import org.plateau.nn.blocks.Permute;
import org.plateau.nn.blocks.Pool;
import org.plateau.nn.blocks.Sequential;
import org.plateau.nn.blocks.Weights;

/**
 * Swin Transformer (Liu et al. 2021, version 1) as torchvision builds it: 4 x 4 patches, four
 * stages of blocks whose attention stays within 7 x 7 windows, patches merged between two stages.
 * In: (batch, 3, 224, 224): the log-mel map of the whole clip, resized (bilinear, antialiased).
 */
public abstract class SwinFactory extends ImageNetworkFactory {
  static final double EPS = 1e-5;
  static final double DEVIATION = 0.02;
  private static final int EDGE = 224;
  private static final int STAGES = 4;
  private static final int PATCH = 4;

  private final long width;
  private final double stochasticDepth;
  private final int[] depths;

  /**
   * One size of the family.
   *
   * @param width channels of the first stage; each further stage doubles them; 32 a head
   * @param stochasticDepth drop probability of the last block; the first has 0, linear between
   * @param depths blocks of each stage
   */
  private SwinFactory(String architecture, long width, double stochasticDepth, int... depths) {
    super(architecture);
    this.width = width;
    this.stochasticDepth = stochasticDepth;
    this.depths = depths;
  }

  @Override
  public final long[] clipShape(Map<String, String> options, double seconds) {
    check(options);
    return new long[] {COLOURS, EDGE, EDGE};
  }

  @Override
  public final ClipInput input(Map<String, String> options, FeatureMatrix frames) {
    return ClipInput.channels(Resize.bilinear(frames, EDGE, EDGE), COLOURS);
  }

  @Override
  final Brick build(Weights weights, int classes) {
    Sequential features = new Sequential();
    features.add(
        new Sequential()
            .add(
                Conv2d.standard(
                    weights, new Conv2d.Settings(COLOURS, width, PATCH, PATCH, 0, 1, true)))
            .add(Permute.channelsLast())
            .add(LayerNorm.overLastAxis(weights, width, EPS)));
    int last = Arrays.stream(depths).sum() - 1;
    int block = 0;
    long channels = width;
    for (int stage = 0; stage < STAGES; stage++) {
      Sequential blocks = new Sequential();
      for (int i = 0; i < depths[stage]; i++) {
        double drop = stochasticDepth * block / last;
        blocks.add(new SwinBlock(weights, channels, i % 2 == 1, drop));
        block++;
      }
      features.add(blocks);
      if (stage < STAGES - 1) {
        features.add(new PatchMerging(weights, channels));
        channels *= 2;
      }
    }
    return new Sequential()
        .add("features", features)
        .add("norm", LayerNorm.overLastAxis(weights, channels, EPS))
        .add("permute", Permute.channelsFirst())
        .add("avgpool", Pool.globalAverage2d())
        .add("flatten", Pool.flatten())
        .add("head", Linear.normal(weights, channels, classes, DEVIATION));
  }

  /** 28 million parameters. */
  public static final class Tiny extends SwinFactory {
    public Tiny() {
      super("swin-tiny", 96, 0.2, 2, 2, 6, 2);
    }
  }

  /** 49 million parameters. */
  public static final class Small extends SwinFactory {
    public Small() {
      super("swin-small", 96, 0.3, 2, 2, 18, 2);
    }
  }

  /** 87 million parameters. */
  public static final class Base extends SwinFactory {
    public Base() {
      super("swin-base", 128, 0.5, 2, 2, 18, 2);
    }
  }
}
