package org.plateau.nn.vision;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.plateau.nn.blocks.Activation;
import org.plateau.nn.blocks.BatchNorm;
import org.plateau.nn.blocks.Brick;
import org.plateau.nn.blocks.Chain;
import org.plateau.nn.blocks.Conv2d;
import org.plateau.nn.blocks.Pass;
import org.plateau.nn.blocks.Residual;
import org.plateau.nn.blocks.Sequential;
import org.plateau.nn.blocks.Weights;

/**
 * Residual block: narrow by a 1 x 1 convolution, filter by a 3 x 3 one, widen by a 1 x 1 one; the
 * input is added, through a 1 x 1 convolution where its shape differs, before the last ReLU. In:
 * (batch, in, height, width), out: (batch, 4 width, height / stride, width / stride).
 */
final class Bottleneck extends Brick {
  static final long EXPANSION = 4;

  private final List<Brick> branch;
  private final Brick shortcut;
  private final Brick relu;

  Bottleneck(Weights weights, long in, long width, int stride) {
    long out = width * EXPANSION;
    Brick conv1 = child("conv1", convolution(weights, in, width, 1, 1));
    Brick bn1 = child("bn1", new BatchNorm(weights, width));
    Brick conv2 = child("conv2", convolution(weights, width, width, 3, stride));
    Brick bn2 = child("bn2", new BatchNorm(weights, width));
    Brick conv3 = child("conv3", convolution(weights, width, out, 1, 1));
    Brick bn3 = child("bn3", new BatchNorm(weights, out));
    relu = child("relu", Activation.relu());
    branch = List.of(conv1, bn1, relu, conv2, bn2, relu, conv3, bn3);
    shortcut =
        in == out && stride == 1
            ? null
            : child(
                "downsample",
                new Sequential()
                    .add(convolution(weights, in, out, 1, stride))
                    .add(new BatchNorm(weights, out)));
  }

  @Override
  protected NDArray forward(NDArray input, Pass pass) {
    NDArray filtered = Chain.run(branch, input, pass);
    if (shortcut == null) {
      return activated(Residual.add(input, filtered), pass);
    }
    try (NDArray adapted = shortcut.apply(input, pass)) {
      return activated(Residual.add(adapted, filtered), pass);
    }
  }

  private NDArray activated(NDArray sum, Pass pass) {
    try (sum) {
      return relu.apply(sum, pass);
    }
  }

  private static Conv2d convolution(Weights weights, long in, long out, long kernel, int stride) {
    long padding = (kernel - 1) / 2;
    return Conv2d.byFanOut(
        weights, new Conv2d.Settings(in, out, kernel, stride, padding, 1, false));
  }
}
