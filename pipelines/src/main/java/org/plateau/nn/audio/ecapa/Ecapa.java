package org.plateau.nn.audio.ecapa;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import org.plateau.nn.blocks.Brick;
import org.plateau.nn.blocks.Chain;
import org.plateau.nn.blocks.Conv1d;
import org.plateau.nn.blocks.Pass;
import org.plateau.nn.blocks.Sequential;
import org.plateau.nn.blocks.Weights;

/**
 * The embedding of ECAPA-TDNN: a time-delay layer, three residual blocks with growing dilation,
 * their outputs joined, attentive statistics, a linear layer. In: (batch, frames, 80), out: (batch,
 * 1, 192).
 */
final class Ecapa extends Brick {
  static final int EMBEDDING = 192;
  private static final long FILTERS = 80;
  private static final long CHANNELS = 1024;
  private static final int[] DILATIONS = {2, 3, 4};
  private static final long ATTENTION = 128;

  private final Brick first;
  private final List<Brick> blocks = new ArrayList<>();
  private final List<Brick> pooling;

  Ecapa(Weights weights) {
    first = Tdnn.layer(weights, FILTERS, CHANNELS, 5, 1);
    Sequential layers = new Sequential().add(first);
    for (int dilation : DILATIONS) {
      Brick block = new Res2Block(weights, CHANNELS, dilation);
      layers.add(block);
      blocks.add(block);
    }
    child("blocks", layers);
    long joint = DILATIONS.length * CHANNELS;
    pooling =
        List.of(
            child("mfa", Tdnn.layer(weights, joint, joint, 1, 1)),
            child("asp", new StatisticsPooling(weights, joint, ATTENTION)),
            child("asp_bn", Tdnn.norm(weights, 2 * joint)),
            child(
                "fc",
                new Sequential().add("conv", Conv1d.dilated(weights, 2 * joint, EMBEDDING, 1, 1))));
  }

  @Override
  protected NDArray forward(NDArray input, Pass pass) {
    try (NDArray filters = input.swapAxes(1, 2);
        NDArray joint = joined(filters, pass);
        NDArray embedding = Chain.run(pooling, joint, pass)) {
      return embedding.swapAxes(1, 2);
    }
  }

  /** The outputs of the residual blocks along the channels. */
  private NDArray joined(NDArray filters, Pass pass) {
    try (NDArray start = first.apply(filters, pass);
        NDList outputs = new NDList()) {
      NDArray current = start;
      for (Brick block : blocks) {
        current = block.apply(current, pass);
        outputs.add(current);
      }
      return NDArrays.concat(outputs, 1);
    }
  }
}
