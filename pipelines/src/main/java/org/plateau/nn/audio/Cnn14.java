package org.plateau.nn.audio;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.plateau.nn.blocks.Activation;
import org.plateau.nn.blocks.BatchNorm;
import org.plateau.nn.blocks.Brick;
import org.plateau.nn.blocks.Chain;
import org.plateau.nn.blocks.Conv2d;
import org.plateau.nn.blocks.Dropout;
import org.plateau.nn.blocks.Linear;
import org.plateau.nn.blocks.Pass;
import org.plateau.nn.blocks.Pool;
import org.plateau.nn.blocks.Weights;

/**
 * CNN14 of PANNs (Kong et al. 2020): batch norm over the bands, six blocks of two convolutions, the
 * mean over bands, maximum plus mean over time, two linear layers. In: (batch, 1, frames, 64).
 */
final class Cnn14 extends Brick {
  private static final int MELS = 64;
  private static final int[] WIDTHS = {64, 128, 256, 512, 1024, 2048};
  private static final double DROPOUT = 0.2;
  private static final int[] BANDS = {3};
  private static final int[] TIME = {2};

  private final Brick norm;
  private final List<Brick> blocks = new ArrayList<>();
  private final List<Brick> head;

  Cnn14(Weights weights, int classes) {
    norm = child("bn0", new BatchNorm(weights, MELS));
    Brick dropout = new Dropout(DROPOUT);
    int in = 1;
    for (int i = 0; i < WIDTHS.length; i++) {
      boolean last = i == WIDTHS.length - 1;
      blocks.add(child("conv_block" + (i + 1), new Block(weights, in, WIDTHS[i], last ? 1 : 2)));
      blocks.add(dropout);
      in = WIDTHS[i];
    }
    Brick fc1 = child("fc1", Linear.glorot(weights, in, in));
    Brick out = child("out", Linear.glorot(weights, in, classes));
    head = List.of(fc1, Activation.relu(), out);
  }

  @Override
  protected NDArray forward(NDArray input, Pass pass) {
    try (NDArray bands = input.swapAxes(1, 3);
        NDArray normalised = norm.apply(bands, pass);
        NDArray image = normalised.swapAxes(1, 3);
        NDArray maps = Chain.run(blocks, image, pass);
        NDArray frames = maps.mean(BANDS);
        NDArray loudest = frames.max(TIME);
        NDArray mean = frames.mean(TIME);
        NDArray clip = loudest.add(mean)) {
      return Chain.run(head, clip, pass);
    }
  }

  /** Twice 3 x 3 convolution, batch norm and ReLU, then the mean of {@code pool} x {@code pool}. */
  private static final class Block extends Brick {
    private final List<Brick> chain = new ArrayList<>();

    Block(Weights weights, int in, int out, int pool) {
      Brick conv1 = child("conv1", convolution(weights, in, out));
      Brick conv2 = child("conv2", convolution(weights, out, out));
      Brick bn1 = child("bn1", new BatchNorm(weights, out));
      Brick bn2 = child("bn2", new BatchNorm(weights, out));
      chain.addAll(List.of(conv1, bn1, Activation.relu(), conv2, bn2, Activation.relu()));
      if (pool > 1) {
        chain.add(Pool.average2d(pool));
      }
    }

    @Override
    protected NDArray forward(NDArray input, Pass pass) {
      return Chain.run(chain, input, pass);
    }

    private static Conv2d convolution(Weights weights, int in, int out) {
      return Conv2d.glorot(weights, new Conv2d.Settings(in, out, 3, 1, 1, 1, false));
    }
  }
}
