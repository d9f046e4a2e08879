package org.plateau.nn.vision;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import org.plateau.nn.blocks.Brick;
import org.plateau.nn.blocks.LayerNorm;
import org.plateau.nn.blocks.Linear;
import org.plateau.nn.blocks.Pass;
import org.plateau.nn.blocks.Weights;

/**
 * Joins 2 x 2 neighbours: (even row, even column), (odd, even), (even, odd), (odd, odd), layer
 * norm, a linear map to half the joint width. Odd sizes are padded by a zero row or column. In:
 * (batch, height, width, channels), out: (batch, ceil(height / 2), ceil(width / 2), 2 channels).
 */
final class PatchMerging extends Brick {
  private static final NDIndex[] NEIGHBOURS = {
    new NDIndex(":, ::2, ::2, :"),
    new NDIndex(":, 1::2, ::2, :"),
    new NDIndex(":, ::2, 1::2, :"),
    new NDIndex(":, 1::2, 1::2, :")
  };

  private final Brick reduction;
  private final Brick norm;

  PatchMerging(Weights weights, long channels) {
    long joint = NEIGHBOURS.length * channels;
    reduction =
        child(
            "reduction",
            Linear.normalWithoutBias(weights, joint, 2 * channels, SwinFactory.DEVIATION));
    norm = child("norm", LayerNorm.overLastAxis(weights, joint, SwinFactory.EPS));
  }

  @Override
  protected NDArray forward(NDArray input, Pass pass) {
    Shape shape = input.getShape();
    NDArray even = WindowGrid.padded(input, shape.get(1) % 2, shape.get(2) % 2);
    NDList parts = new NDList();
    for (NDIndex neighbour : NEIGHBOURS) {
      parts.add(even.get(neighbour));
    }
    try (parts;
        NDArray joint = NDArrays.concat(parts, -1);
        NDArray normalised = norm.apply(joint, pass)) {
      return reduction.apply(normalised, pass);
    } finally {
      if (even != input) {
        even.close();
      }
    }
  }
}
