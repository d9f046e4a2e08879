package org.plateau.nn.audio.ecapa;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.plateau.nn.blocks.Activation;
import org.plateau.nn.blocks.Brick;
import org.plateau.nn.blocks.Chain;
import org.plateau.nn.blocks.Pass;
import org.plateau.nn.blocks.Scalars;
import org.plateau.nn.blocks.Weights;

/**
 * Attentive statistics: each channel's mean and deviation over time, weighted by a softmax over
 * time that a small network gives from the frames and their plain statistics. In: (batch, channels,
 * frames), out: (batch, 2 channels, 1).
 */
final class StatisticsPooling extends Brick {
  private static final int[] TIME = {2};
  private static final double MIN_VARIANCE = 1e-12;

  private final List<Brick> attention;

  StatisticsPooling(Weights weights, long channels, long hidden) {
    Brick tdnn = child("tdnn", Tdnn.layer(weights, 3 * channels, hidden, 1, 1));
    Brick conv = child("conv", Tdnn.convolution(weights, hidden, channels, 1, 1));
    attention = List.of(tdnn, Activation.tanh(), conv);
  }

  @Override
  protected NDArray forward(NDArray input, Pass pass) {
    NDManager manager = input.getManager();
    try (NDManager scope = manager.newSubManager()) {
      NDArray frames = input.reshape(input.getShape());
      frames.attach(scope); // what is computed from it stays in the scope
      NDArray mean = frames.mean(TIME, true);
      NDArray deviation = deviation(frames.sub(mean).square().mean(TIME, true));
      Shape shape = frames.getShape();
      NDArray context =
          NDArrays.concat(new NDList(frames, mean.broadcast(shape), deviation.broadcast(shape)), 1);
      NDArray shares = Chain.run(attention, context, pass).softmax(2);
      NDArray weightedMean = shares.mul(frames).sum(TIME, true);
      NDArray weightedDeviation =
          deviation(frames.sub(weightedMean).square().mul(shares).sum(TIME, true));
      NDArray statistics = weightedMean.concat(weightedDeviation, 1);
      statistics.attach(manager);
      return statistics;
    }
  }

  /** sqrt(max(variance, 1e-12)). */
  private static NDArray deviation(NDArray variance) {
    return Scalars.atLeast(variance, MIN_VARIANCE).sqrt();
  }
}
