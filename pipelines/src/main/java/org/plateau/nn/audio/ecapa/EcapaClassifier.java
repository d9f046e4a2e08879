package org.plateau.nn.audio.ecapa;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.plateau.nn.blocks.Brick;
import org.plateau.nn.blocks.Pass;
import org.plateau.nn.blocks.Sequential;
import org.plateau.nn.blocks.Weights;

/** ECAPA-TDNN's embedding and a classifier. In: (batch, frames, 80), out: (batch, classes). */
final class EcapaClassifier extends Brick {
  private final Brick backbone;
  private final Brick frontend;

  EcapaClassifier(Weights weights, Sequential classifier) {
    child("features", new Sequential().add("compute_deltas", new DeltaKernel(weights)));
    backbone = child("backbone", new Ecapa(weights));
    frontend = child("frontend", classifier);
  }

  @Override
  protected NDArray forward(NDArray input, Pass pass) {
    try (NDArray embedding = backbone.apply(input, pass);
        NDArray row = embedding.squeeze(1)) {
      return frontend.apply(row, pass);
    }
  }

  /** A constant that published states carry for their filter bank's unused deltas. */
  private static final class DeltaKernel extends Brick {
    private static final int FILTERS = 80;
    private static final int REACH = 2;

    DeltaKernel(Weights weights) {
      int length = 2 * REACH + 1;
      float[] values = new float[FILTERS * length];
      for (int i = 0; i < values.length; i++) {
        values[i] = i % length - REACH;
      }
      buffer("kernel", weights.values(values, new Shape(FILTERS, 1, length)));
    }

    @Override
    protected NDArray forward(NDArray input, Pass pass) {
      return input;
    }
  }
}
