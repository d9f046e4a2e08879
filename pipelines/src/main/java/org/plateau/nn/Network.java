package org.plateau.nn;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * A network: named tensors and a forward pass. The tensors belong to the manager that the network
 * was created with and live as long as the network; a forward pass allocates only on the input's
 * manager, so that a scope a batch frees all of it.
 */
public interface Network extends AutoCloseable {
  /**
   * Runs the network. The caller sets the gradient mode.
   *
   * @param input shape as the architecture documents it, batch first
   * @param training true for dropout, stochastic depth and batch statistics
   * @return logits, (batch, classes)
   */
  NDArray forward(NDArray input, boolean training);

  /**
   * All tensors by their published names, in the published order: parameters and buffers ({@code
   * running_mean}, {@code running_var}, {@code num_batches_tracked}).
   */
  Map<String, NDArray> state();

  /** The tensors of {@link #state()} that are weights, frozen ones included, in the same order. */
  default Map<String, NDArray> parameters() {
    return trainable();
  }

  /** The tensors of {@link #state()} that an optimiser updates, in the same order. */
  Map<String, NDArray> trainable();

  /** True if a training step needs at least two clips (batch norm over single values). */
  boolean hasBatchNorm();

  @Override
  void close();
}
