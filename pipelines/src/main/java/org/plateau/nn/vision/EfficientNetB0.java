package org.plateau.nn.vision;

import java.util.List;
import org.plateau.nn.blocks.Activation;
import org.plateau.nn.blocks.BatchNorm;
import org.plateau.nn.blocks.Brick;
import org.plateau.nn.blocks.Conv2d;
import org.plateau.nn.blocks.Dropout;
import org.plateau.nn.blocks.Linear;
import org.plateau.nn.blocks.Pool;
import org.plateau.nn.blocks.Sequential;
import org.plateau.nn.blocks.Weights;

/** The layers of EfficientNet-B0 under torchvision's names. */
final class EfficientNetB0 {
  private static final long STEM = 32;
  private static final long HEAD = 1280;
  private static final double DROPOUT = 0.2;
  private static final double STOCHASTIC_DEPTH = 0.2;
  private static final List<Stage> STAGES =
      List.of(
          new Stage(1, 3, 1, 16, 1),
          new Stage(6, 3, 2, 24, 2),
          new Stage(6, 5, 2, 40, 2),
          new Stage(6, 3, 2, 80, 3),
          new Stage(6, 5, 1, 112, 3),
          new Stage(6, 5, 2, 192, 4),
          new Stage(6, 3, 1, 320, 1));

  private EfficientNetB0() {}

  /** Blocks of equal width; the stride is the first block's. */
  private record Stage(int expand, int kernel, int stride, long out, int repeats) {}

  static Brick build(Weights weights, int classes) {
    Sequential features = new Sequential();
    features.add(convNorm(weights, new Conv2d.Settings(3, STEM, 3, 2, 1, 1, false), true));
    int blocks = STAGES.stream().mapToInt(Stage::repeats).sum();
    int block = 0;
    long in = STEM;
    for (Stage stage : STAGES) {
      Sequential layers = new Sequential();
      for (int repeat = 0; repeat < stage.repeats(); repeat++) {
        int stride = repeat == 0 ? stage.stride() : 1;
        double drop = STOCHASTIC_DEPTH * block / blocks;
        layers.add(
            new MobileBlock(
                weights,
                new MobileBlock.Settings(
                    in, stage.out(), stage.expand(), stage.kernel(), stride, drop)));
        in = stage.out();
        block++;
      }
      features.add(layers);
    }
    features.add(convNorm(weights, new Conv2d.Settings(in, HEAD, 1, 1, 0, 1, false), true));
    Sequential classifier =
        new Sequential().add(new Dropout(DROPOUT)).add(Linear.byFanOut(weights, HEAD, classes));
    return new Sequential()
        .add("features", features)
        .add("avgpool", Pool.globalAverage2d())
        .add("flatten", Pool.flatten())
        .add("classifier", classifier);
  }

  /** Convolution, batch norm and, if asked, SiLU. */
  static Sequential convNorm(Weights weights, Conv2d.Settings settings, boolean activated) {
    Sequential layers =
        new Sequential()
            .add(Conv2d.byFanOut(weights, settings))
            .add(new BatchNorm(weights, settings.out()));
    return activated ? layers.add(Activation.silu()) : layers;
  }
}
