package org.plateau.nn.vision;

import java.util.List;
import org.plateau.nn.blocks.Activation;
import org.plateau.nn.blocks.Brick;
import org.plateau.nn.blocks.Conv2d;
import org.plateau.nn.blocks.Dropout;
import org.plateau.nn.blocks.Linear;
import org.plateau.nn.blocks.Pool;
import org.plateau.nn.blocks.Sequential;
import org.plateau.nn.blocks.Weights;

/**
 * VGG without batch norm (Simonyan and Zisserman 2015) as torchvision builds it: five stages of 3 x
 * 3 convolutions, each followed by a pool, and three linear layers.
 */
public abstract class VggFactory extends ImageNetworkFactory {
  private static final List<Long> WIDTHS = List.of(64L, 128L, 256L, 512L, 512L);
  private static final long HIDDEN = 4096;
  private static final long POSITIONS = 7;
  private static final double DROPOUT = 0.5;
  private static final double DEVIATION = 0.01;

  private final List<Integer> depths;

  /**
   * One depth of the family.
   *
   * @param depths convolutions of each stage
   */
  private VggFactory(String architecture, List<Integer> depths) {
    super(architecture);
    this.depths = depths;
  }

  @Override
  final Brick build(Weights weights, int classes) {
    Sequential features = new Sequential();
    long in = COLOURS;
    for (int stage = 0; stage < WIDTHS.size(); stage++) {
      long out = WIDTHS.get(stage);
      for (int layer = 0; layer < depths.get(stage); layer++) {
        features
            .add(Conv2d.byFanOut(weights, new Conv2d.Settings(in, out, 3, 1, 1, 1, true)))
            .add(Activation.relu());
        in = out;
      }
      features.add(Pool.max2d(2, 2, 0));
    }
    Sequential classifier =
        new Sequential()
            .add(Linear.normal(weights, in * POSITIONS * POSITIONS, HIDDEN, DEVIATION))
            .add(Activation.relu())
            .add(new Dropout(DROPOUT))
            .add(Linear.normal(weights, HIDDEN, HIDDEN, DEVIATION))
            .add(Activation.relu())
            .add(new Dropout(DROPOUT))
            .add(Linear.normal(weights, HIDDEN, classes, DEVIATION));
    return new Sequential()
        .add("features", features)
        .add("avgpool", Pool.adaptiveAverage2d(POSITIONS))
        .add("flatten", Pool.flatten())
        .add("classifier", classifier);
  }

  /** Eleven layers with weights. */
  public static final class Vgg11 extends VggFactory {
    public Vgg11() {
      super("vgg11", List.of(1, 1, 2, 2, 2));
    }
  }

  /** Thirteen layers with weights. */
  public static final class Vgg13 extends VggFactory {
    public Vgg13() {
      super("vgg13", List.of(2, 2, 2, 2, 2));
    }
  }

  /** Sixteen layers with weights. */
  public static final class Vgg16 extends VggFactory {
    public Vgg16() {
      super("vgg16", List.of(2, 2, 3, 3, 3));
    }
  }

  /** Nineteen layers with weights. */
  public static final class Vgg19 extends VggFactory {
    public Vgg19() {
      super("vgg19", List.of(2, 2, 4, 4, 4));
    }
  }
}
