package org.plateau.nn.vision;

import org.plateau.nn.blocks.Brick;
import org.plateau.nn.blocks.Weights;

/** EfficientNet-B0 (Tan and Le 2019) as torchvision builds it. */
public final class EfficientNetB0Factory extends ImageNetworkFactory {
  public EfficientNetB0Factory() {
    super("efficientnet-b0");
  }

  @Override
  Brick build(Weights weights, int classes) {
    return EfficientNetB0.build(weights, classes);
  }
}
