package org.plateau.nn.audio;

import ai.djl.ndarray.NDArray;
import java.util.function.Supplier;
import org.plateau.nn.blocks.Activation;
import org.plateau.nn.blocks.BatchNorm;
import org.plateau.nn.blocks.Brick;
import org.plateau.nn.blocks.Conv1d;
import org.plateau.nn.blocks.Linear;
import org.plateau.nn.blocks.Pass;
import org.plateau.nn.blocks.Pool;
import org.plateau.nn.blocks.Sequential;
import org.plateau.nn.blocks.Weights;

/**
 * Convolutions over raw audio, a two-layer LSTM, the mean over its steps, a linear layer: end2you's
 * network with autrainer's mean over time. In: (batch, 1, samples), out: (batch, classes).
 */
final class EndToEndCrnn extends Brick {
  private static final long HIDDEN = 256;
  private static final int LAYERS = 2;
  private static final double DROPOUT = 0.5;

  private final Brick convolutions;
  private final Brick recurrence;
  private final Brick linear;

  /** One convolution block: norm and activation follow, then a pool with stride = size. */
  record Block(long channels, long kernel, long padding, long pool) {}

  EndToEndCrnn(
      Weights weights, Iterable<Block> blocks, Supplier<Activation> activation, int classes) {
    Sequential network = new Sequential();
    long channels = 1;
    for (Block block : blocks) {
      network.add(
          new Sequential()
              .add(
                  new Conv1d(
                      weights, channels, block.channels(), block.kernel(), 1, block.padding()))
              .add(new BatchNorm(weights, block.channels()))
              .add(activation.get()));
      network.add(Pool.max1d(block.pool()));
      channels = block.channels();
    }
    convolutions =
        child("audio_model", nested("model", nested("model", nested("network", network))));
    recurrence = child("rnn", new LstmMean(weights, channels, HIDDEN, LAYERS, DROPOUT));
    linear = child("linear", Linear.standard(weights, HIDDEN, classes));
  }

  @Override
  protected NDArray forward(NDArray input, Pass pass) {
    try (NDArray maps = convolutions.apply(input, pass);
        NDArray steps = maps.swapAxes(1, 2);
        NDArray mean = recurrence.apply(steps, pass)) {
      return linear.apply(mean, pass);
    }
  }

  private static Sequential nested(String name, Brick brick) {
    return new Sequential().add(name, brick);
  }
}
