package org.plateau.nn.audio.ast;

import ai.djl.ndarray.NDArray;
import org.plateau.nn.blocks.Activation;
import org.plateau.nn.blocks.Brick;
import org.plateau.nn.blocks.Dropout;
import org.plateau.nn.blocks.LayerNorm;
import org.plateau.nn.blocks.Linear;
import org.plateau.nn.blocks.Pass;
import org.plateau.nn.blocks.Sequential;
import org.plateau.nn.blocks.Weights;

/**
 * Twelve transformer layers over patches of a filter bank, the mean of all tokens (special ones and
 * padding included), two linear layers. In: (batch, 1024, 128), out: (batch, classes).
 */
final class Ast extends Brick {
  static final int FRAMES = 1024;
  static final int FILTERS = 128;
  static final long WIDTH = 768;
  static final double EPS = 1e-12;
  static final double DEVIATION = 0.02;
  private static final int LAYERS = 12;
  private static final long HIDDEN = 128;
  private static final double DROPOUT = 0.5;
  private static final int[] TOKENS = {1};

  private final Brick model;
  private final Brick head;

  Ast(Weights weights, int classes) {
    Sequential layers = new Sequential();
    Brick embeddings = new AstEmbeddings(weights);
    for (int layer = 0; layer < LAYERS; layer++) {
      layers.add(new AstLayer(weights, WIDTH));
    }
    model =
        child(
            "model",
            new Sequential()
                .add("embeddings", embeddings)
                .add("encoder", new Sequential().add("layer", layers))
                .add("layernorm", LayerNorm.overLastAxis(weights, WIDTH, EPS)));
    head =
        child(
            "out",
            new Sequential()
                .add(Linear.standard(weights, WIDTH, HIDDEN))
                .add(Activation.relu())
                .add(new Dropout(DROPOUT))
                .add(Linear.standard(weights, HIDDEN, classes)));
  }

  @Override
  protected NDArray forward(NDArray input, Pass pass) {
    try (NDArray tokens = model.apply(input, pass);
        NDArray mean = tokens.mean(TOKENS)) {
      return head.apply(mean, pass);
    }
  }
}
