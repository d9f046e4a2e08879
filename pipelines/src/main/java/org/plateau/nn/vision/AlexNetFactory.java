package org.plateau.nn.vision;

import org.plateau.nn.blocks.Activation;
import org.plateau.nn.blocks.Brick;
import org.plateau.nn.blocks.Conv2d;
import org.plateau.nn.blocks.Dropout;
import org.plateau.nn.blocks.Linear;
import org.plateau.nn.blocks.Pool;
import org.plateau.nn.blocks.Sequential;
import org.plateau.nn.blocks.Weights;

/** AlexNet in its one-column form (Krizhevsky 2014) as torchvision builds it. */
public final class AlexNetFactory extends ImageNetworkFactory {
  private static final long HIDDEN = 4096;
  private static final long POSITIONS = 6;
  private static final double DROPOUT = 0.5;

  public AlexNetFactory() {
    super("alexnet");
  }

  @Override
  Brick build(Weights weights, int classes) {
    Sequential features = new Sequential();
    convolution(features, weights, new Conv2d.Settings(COLOURS, 64, 11, 4, 2, 1, true));
    features.add(Pool.max2d(3, 2, 0));
    convolution(features, weights, new Conv2d.Settings(64, 192, 5, 1, 2, 1, true));
    features.add(Pool.max2d(3, 2, 0));
    convolution(features, weights, new Conv2d.Settings(192, 384, 3, 1, 1, 1, true));
    convolution(features, weights, new Conv2d.Settings(384, 256, 3, 1, 1, 1, true));
    convolution(features, weights, new Conv2d.Settings(256, 256, 3, 1, 1, 1, true));
    features.add(Pool.max2d(3, 2, 0));
    Sequential classifier =
        new Sequential()
            .add(new Dropout(DROPOUT))
            .add(Linear.standard(weights, 256 * POSITIONS * POSITIONS, HIDDEN))
            .add(Activation.relu())
            .add(new Dropout(DROPOUT))
            .add(Linear.standard(weights, HIDDEN, HIDDEN))
            .add(Activation.relu())
            .add(Linear.standard(weights, HIDDEN, classes));
    return new Sequential()
        .add("features", features)
        .add("avgpool", Pool.adaptiveAverage2d(POSITIONS))
        .add("flatten", Pool.flatten())
        .add("classifier", classifier);
  }

  private static void convolution(Sequential features, Weights weights, Conv2d.Settings settings) {
    features.add(Conv2d.standard(weights, settings)).add(Activation.relu());
  }
}
