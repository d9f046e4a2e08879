package org.plateau.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plateau.nn.checkpoint.SafetensorsFile;
import org.plateau.nn.checkpoint.SafetensorsWriter;
import org.plateau.nn.checkpoint.WeightTensors;
import org.plateau.nn.input.Batch;
import org.plateau.nn.training.Adam;
import org.plateau.nn.training.Optimiser;
import org.plateau.nn.training.TrainStep;
import org.plateau.nn.training.WeightedCrossEntropy;

/** What every model of the catalogue keeps, from the audio side of the zoo. */
class ZooContractTest {
  private static final int CLASSES = ZooModels.CLASSES;
  private static final int STEPS = 150;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"IS09-s-mlp", "IS09-d-lstm", "CRNN19", "EfficientNet"})
  void keepsTheContract(String model) throws IOException {
    alone(model);
    reloads(model);
  }

  @ParameterizedTest
  @MethodSource("org.plateau.nn.ZooModels#large")
  @Tag("golden")
  void largeOnesKeepTheContract(String model) throws IOException {
    alone(model);
    reloads(model);
  }

  @ParameterizedTest
  @ValueSource(strings = {"IS09-s-mlp", "IS09-d-lstm"})
  void overfitsEightClips(String model) {
    overfits(model);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CRNN18", "CRNN19", "EfficientNet"})
  @Tag("golden")
  void longerOnesOverfitEightClips(String model) {
    overfits(model);
  }

  @ParameterizedTest
  @MethodSource("org.plateau.nn.ZooModels#large")
  @Tag("golden")
  void largeOnesOverfitEightClips(String model) {
    overfits(model);
  }

  /** A clip's logits are finite and do not depend on its neighbours in the batch. */
  private static void alone(String model) {
    try (NDManager manager = NDManager.newBaseManager();
        Network network = ZooModels.create(manager, model, 3)) {
      float[] together = logits(manager, network, ZooModels.clips(model, 3), ":");
      assertThat(together).hasSize(3 * CLASSES);
      for (int clip = 0; clip < 3; clip++) {
        float[] single =
            logits(manager, network, ZooModels.clips(model, 3), clip + ":" + (clip + 1));
        for (int c = 0; c < CLASSES; c++) {
          float expected = together[clip * CLASSES + c];
          assertThat(expected).isFinite();
          assertThat(single[c]).isCloseTo(expected, within(1e-5f * (1 + Math.abs(expected))));
        }
      }
    }
  }

  /** Saved weights give the same logits in another network, bit for bit. */
  private void reloads(String model) throws IOException {
    Path file = folder.resolve(model + ".safetensors");
    try (NDManager manager = NDManager.newBaseManager();
        Network network = ZooModels.create(manager, model, 4);
        Network other = ZooModels.create(manager, model, 5)) {
      SafetensorsWriter.write(file, WeightTensors.sources(network.state()), Map.of());
      float[] before = logits(manager, other, ZooModels.clips(model, 2), ":");
      try (SafetensorsFile saved = SafetensorsFile.open(file)) {
        WeightTensors.load(other.state(), saved);
      }
      float[] expected = logits(manager, network, ZooModels.clips(model, 2), ":");
      assertThat(logits(manager, other, ZooModels.clips(model, 2), ":")).containsExactly(expected);
      assertThat(before).isNotEqualTo(expected);
    }
  }

  private static void overfits(String model) {
    WeightedCrossEntropy loss = WeightedCrossEntropy.ofWeights(1, 1, 1, 1);
    Batch clips = ZooModels.clips(model, 8);
    try (NDManager manager = NDManager.newBaseManager();
        Network network = ZooModels.create(manager, model, 6);
        Optimiser adam = new Adam(network.trainable(), learningRate(model))) {
      TrainStep step = new TrainStep(manager, network, adam, loss);
      double least = Double.MAX_VALUE;
      int steps = 0;
      while (steps < STEPS && least >= 0.1) {
        least = Math.min(least, step.run(clips, steps++));
      }
      assertThat(least).as(model + " after " + steps + " steps").isLessThan(0.1);
    }
  }

  /** Small networks learn slowly at the rate that suits large ones from random weights. */
  private static double learningRate(String model) {
    return ZooModels.SMALL.contains(model) ? 3e-3 : 1e-4;
  }

  private static float[] logits(NDManager manager, Network network, Batch batch, String rows) {
    return Gradients.inference(
        () -> {
          try (NDManager scope = manager.newSubManager()) {
            NDArray all = scope.create(batch.values(), new Shape(batch.shape()));
            return network.forward(all.get(new NDIndex(rows)), false).toFloatArray();
          }
        });
  }
}
