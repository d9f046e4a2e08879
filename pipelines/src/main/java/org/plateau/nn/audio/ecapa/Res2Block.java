package org.plateau.nn.audio.ecapa;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.plateau.nn.blocks.Brick;
import org.plateau.nn.blocks.Chain;
import org.plateau.nn.blocks.Pass;
import org.plateau.nn.blocks.Residual;
import org.plateau.nn.blocks.Weights;

/**
 * Time-delay layer, Res2Net, time-delay layer, channel gate; the input is added. In and out:
 * (batch, channels, frames).
 */
final class Res2Block extends Brick {
  private static final long SQUEEZED = 128;

  private final List<Brick> branch;

  Res2Block(Weights weights, long channels, int dilation) {
    branch =
        List.of(
            child("tdnn1", Tdnn.layer(weights, channels, channels, 1, 1)),
            child("res2net_block", new Res2Net(weights, channels, dilation)),
            child("tdnn2", Tdnn.layer(weights, channels, channels, 1, 1)),
            child("se_block", new ChannelGate(weights, channels, SQUEEZED)));
  }

  @Override
  protected NDArray forward(NDArray input, Pass pass) {
    return Residual.add(input, Chain.run(branch, input, pass));
  }
}
