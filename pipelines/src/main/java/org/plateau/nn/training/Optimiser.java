package org.plateau.nn.training;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import org.plateau.nn.checkpoint.SafetensorsFile;
import org.plateau.nn.checkpoint.TensorSource;

/** Updates a network's trainable tensors from their gradients. Owns its state tensors. */
public interface Optimiser extends AutoCloseable {
  /** One update with the gradients that stand on the tensors; all of them are zero afterwards. */
  void step();

  /** The tensors that it updates, by name. */
  Map<String, NDArray> tensors();

  /** Number of updates so far. */
  long steps();

  /** The whole state as named tensors. */
  Map<String, TensorSource> state();

  /** Restores a state that {@link #state()} gave. */
  void load(SafetensorsFile file) throws java.io.IOException;

  @Override
  void close();

  /** An optimiser over the tensors, by the name of the hyper-parameter {@code optimiser}. */
  static Optimiser create(HyperParameters hyperParameters, Map<String, NDArray> trainable) {
    return switch (hyperParameters.optimiser()) {
      case "adam" -> new Adam(trainable, hyperParameters.learningRate());
      case "sgd" -> new Sgd(trainable, hyperParameters.learningRate());
      default ->
          throw new IllegalArgumentException(
              "optimiser must be adam or sgd, found " + hyperParameters.optimiser());
    };
  }
}
