package org.plateau.nn.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;

/** The one cast from DJL's interface to the engine's arrays. */
final class Torch {
  private Torch() {}

  static PtNDArray of(NDArray array) {
    return (PtNDArray) array;
  }
}
