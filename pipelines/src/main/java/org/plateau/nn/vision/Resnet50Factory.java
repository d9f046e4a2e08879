package org.plateau.nn.vision;

import org.plateau.nn.blocks.Activation;
import org.plateau.nn.blocks.BatchNorm;
import org.plateau.nn.blocks.Brick;
import org.plateau.nn.blocks.Conv2d;
import org.plateau.nn.blocks.Linear;
import org.plateau.nn.blocks.Pool;
import org.plateau.nn.blocks.Sequential;
import org.plateau.nn.blocks.Weights;

/**
 * ResNet-50 (He et al. 2016) as torchvision builds it: four stages of bottlenecks, the stride on
 * their 3 x 3 convolution ("v1.5").
 */
public final class Resnet50Factory extends ImageNetworkFactory {
  private static final long STEM = 64;
  private static final int[] DEPTHS = {3, 4, 6, 3};

  public Resnet50Factory() {
    super("resnet50");
  }

  @Override
  Brick build(Weights weights, int classes) {
    Sequential network =
        new Sequential()
            .add(
                "conv1",
                Conv2d.byFanOut(weights, new Conv2d.Settings(COLOURS, STEM, 7, 2, 3, 1, false)))
            .add("bn1", new BatchNorm(weights, STEM))
            .add("relu", Activation.relu())
            .add("maxpool", Pool.max2d(3, 2, 1));
    long in = STEM;
    long width = STEM;
    for (int stage = 0; stage < DEPTHS.length; stage++) {
      Sequential layers = new Sequential();
      for (int block = 0; block < DEPTHS[stage]; block++) {
        int stride = block == 0 && stage > 0 ? 2 : 1;
        layers.add(new Bottleneck(weights, in, width, stride));
        in = width * Bottleneck.EXPANSION;
      }
      network.add("layer" + (stage + 1), layers);
      width *= 2;
    }
    return network
        .add("avgpool", Pool.globalAverage2d())
        .add("flatten", Pool.flatten())
        .add("fc", Linear.standard(weights, in, classes));
  }
}
