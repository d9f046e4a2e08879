package org.plateau.nn.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.plateau.nn.Network;
import org.plateau.nn.Networks;
import org.plateau.nn.input.Batch;
import org.plateau.testing.Golden;

/** A training step frees all that it allocates. */
class MemoryTest {
  private static final List<String> CLASSES = List.of("a", "b", "c", "d");

  /** Runs CRNN18 steps of batch 4; the observer hears the number of each finished step. */
  private static void steps(NDManager manager, int samples, int steps, IntConsumer observer) {
    WeightedCrossEntropy loss = WeightedCrossEntropy.ofCounts(CLASSES, new long[] {1, 2, 3, 4});
    int[] labels = {0, 1, 2, 3};
    long[] shape = {4, 1, samples};
    try (Network network = Networks.factory("crnn18").create(manager, 4, Map.of(), 1);
        Optimiser optimiser = new Adam(network.trainable(), 1e-4)) {
      TrainStep step = new TrainStep(manager, network, optimiser, loss);
      for (int i = 1; i <= steps; i++) {
        float[] values = Golden.signal("memory", "input-" + i % 8, 4 * samples, 0.1);
        assertThat(step.run(new Batch(values, shape, labels), i)).isFinite();
        observer.accept(i);
      }
    }
  }

  @Test
  void noHandleIsLeft() {
    try (NDManager manager = NDManager.newBaseManager()) {
      int[] handles = new int[21];
      int[] system = new int[21];
      steps(
          manager,
          2000,
          20,
          i -> {
            handles[i] = manager.getManagedArrays().size();
            system[i] = manager.getParentManager().getManagedArrays().size();
          });
      for (int i = 3; i <= 20; i++) {
        assertThat(handles[i]).as("arrays after step " + i).isEqualTo(handles[2]);
        assertThat(system[i]).as("arrays of the engine after step " + i).isEqualTo(system[2]);
      }
    }
  }
}
