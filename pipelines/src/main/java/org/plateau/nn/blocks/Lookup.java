package org.plateau.nn.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.jni.JniUtils;

/** Rows of a table by their numbers. */
public final class Lookup {
  private Lookup() {}

  /**
   * Gradients of a row that is taken several times add up.
   *
   * @param table (rows, width)
   * @param numbers any shape, int64, in [0, rows)
   * @return the shape of {@code numbers}, then width
   */
  public static NDArray rows(NDArray table, NDArray numbers) {
    return JniUtils.embedding(Torch.of(numbers), Torch.of(table), false);
  }
}
