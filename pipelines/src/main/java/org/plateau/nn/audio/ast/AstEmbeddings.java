package org.plateau.nn.audio.ast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import org.plateau.nn.blocks.Brick;
import org.plateau.nn.blocks.Conv2d;
import org.plateau.nn.blocks.Pass;
import org.plateau.nn.blocks.Weights;

/**
 * Overlapping 16 x 16 patches as tokens, frequency-major, behind a class and a distillation token,
 * plus learnt positions. In: (batch, 1024, 128), out: (batch, 1214, 768).
 */
final class AstEmbeddings extends Brick {
  private static final int PATCH = 16;
  private static final int STEP = 10;
  private static final int SPECIAL = 2;

  private final NDArray classToken;
  private final NDArray distillationToken;
  private final NDArray positions;
  private final Brick patches;

  AstEmbeddings(Weights weights) {
    long width = Ast.WIDTH;
    long tokens = SPECIAL + positions(Ast.FILTERS) * positions(Ast.FRAMES);
    Shape token = new Shape(1, 1, width);
    classToken = parameter("cls_token", weights.zeros(token));
    distillationToken = parameter("distillation_token", weights.zeros(token));
    positions = parameter("position_embeddings", weights.zeros(new Shape(1, tokens, width)));
    patches = child("patch_embeddings", new Patches(weights, width));
  }

  private static long positions(long size) {
    return (size - PATCH) / STEP + 1;
  }

  @Override
  protected NDArray forward(NDArray input, Pass pass) {
    long batch = input.getShape().get(0);
    Shape token = new Shape(batch, 1, Ast.WIDTH);
    try (NDArray first = onTheScopeOf(input, classToken).broadcast(token);
        NDArray second = onTheScopeOf(input, distillationToken).broadcast(token);
        NDArray image = patches.apply(input, pass);
        NDArray tokens = NDArrays.concat(new NDList(first, second, image), 1)) {
      return tokens.add(positions);
    }
  }

  /** A view, so that what is computed from it does not stay with the network. */
  private static NDArray onTheScopeOf(NDArray input, NDArray parameter) {
    NDArray view = parameter.reshape(parameter.getShape());
    view.attach(input.getManager());
    return view;
  }

  /** In: (batch, frames, filters), out: (batch, patches, width). */
  private static final class Patches extends Brick {
    private final Brick projection;

    Patches(Weights weights, long width) {
      projection =
          child(
              "projection",
              Conv2d.normal(
                  weights, new Conv2d.Settings(1, width, PATCH, STEP, 0, 1, true), Ast.DEVIATION));
    }

    @Override
    protected NDArray forward(NDArray input, Pass pass) {
      try (NDArray turned = input.swapAxes(1, 2);
          NDArray image = turned.expandDims(1);
          NDArray maps = projection.apply(image, pass);
          NDArray flat = maps.reshape(maps.getShape().get(0), maps.getShape().get(1), -1)) {
        return flat.swapAxes(1, 2);
      }
    }
  }
}
