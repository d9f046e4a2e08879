package org.plateau.nn.audio.ecapa;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.plateau.nn.blocks.Activation;
import org.plateau.nn.blocks.Brick;
import org.plateau.nn.blocks.Chain;
import org.plateau.nn.blocks.Pass;
import org.plateau.nn.blocks.Weights;

/**
 * Squeeze and excitation over time: the mean of each channel goes through two layers and a sigmoid
 * and scales its channel. In and out: (batch, channels, frames).
 */
final class ChannelGate extends Brick {
  private static final int[] TIME = {2};

  private final List<Brick> gate;

  ChannelGate(Weights weights, long channels, long squeezed) {
    Brick conv1 = child("conv1", Tdnn.convolution(weights, channels, squeezed, 1, 1));
    Brick conv2 = child("conv2", Tdnn.convolution(weights, squeezed, channels, 1, 1));
    gate = List.of(conv1, Activation.relu(), conv2, Activation.sigmoid());
  }

  @Override
  protected NDArray forward(NDArray input, Pass pass) {
    try (NDArray mean = input.mean(TIME, true);
        NDArray scale = Chain.run(gate, mean, pass)) {
      return input.mul(scale);
    }
  }
}
