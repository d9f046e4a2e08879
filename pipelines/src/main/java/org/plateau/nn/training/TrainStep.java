package org.plateau.nn.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.plateau.nn.Gradients;
import org.plateau.nn.Network;

/**
 * One training step: forward, weighted loss, backward, update. Everything that a step allocates is
 * freed when it ends.
 */
public final class TrainStep {
  private final NDManager manager;
  private final Network network;
  private final Optimiser optimiser;
  private final WeightedCrossEntropy loss;
  private final InputBuffer input = new InputBuffer();

  /**
   * Marks the trainable tensors.
   *
   * @param manager parent of the scopes, one a step
   */
  public TrainStep(
      NDManager manager, Network network, Optimiser optimiser, WeightedCrossEntropy loss) {
    this.manager = manager;
    this.network = network;
    this.optimiser = optimiser;
    this.loss = loss;
    network.trainable().values().forEach(Gradients::require);
  }

  /**
   * Runs one step.
   *
   * @param engineSeed the engine's generator starts from it (dropout, stochastic depth)
   * @return the batch's loss; when it is not finite, nothing is updated
   */
  public double run(Batch batch, int engineSeed) {
    manager.getEngine().setRandomSeed(engineSeed);
    double value;
    try (NDManager scope = manager.newSubManager()) {
      NDArray x = input.tensor(scope, batch.values(), batch.shape());
      try (Gradients.Recording recording = Gradients.record()) {
        NDArray batchLoss = loss.batchLoss(network.forward(x, true), batch.labels());
        value = batchLoss.getFloat();
        if (!Double.isFinite(value)) {
          return value;
        }
        recording.backward(batchLoss);
      }
    }
    optimiser.step();
    return value;
  }
}
