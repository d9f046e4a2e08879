package org.plateau.nn.audio;

import ai.djl.ndarray.NDArray;
import org.plateau.nn.blocks.Brick;
import org.plateau.nn.blocks.Lstm;
import org.plateau.nn.blocks.Pass;
import org.plateau.nn.blocks.Weights;

/**
 * A recurrent network and the mean of its last layer over all frames, padding included. In: (batch,
 * frames, in), out: (batch, hidden).
 */
final class LstmMean extends Brick {
  private static final int[] FRAMES = {1};

  private final Brick lstm;

  LstmMean(Weights weights, long in, long hidden, int layers, double dropout) {
    lstm = child("model", new Lstm(weights, in, hidden, layers, dropout));
  }

  @Override
  protected NDArray forward(NDArray input, Pass pass) {
    try (NDArray states = lstm.apply(input, pass)) {
      return states.mean(FRAMES);
    }
  }
}
