package org.plateau.nn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plateau.config.UserException;
import org.plateau.nn.Network;
import org.plateau.nn.Networks;
import org.plateau.nn.input.Batch;
import org.plateau.testing.Golden;

/** A batch in parts: equal results, less memory. */
class MicroBatchTest {
  private static final int CLIPS = 8;
  private static final Map<String, String> LSTM = Map.of("inputs", "5", "dropout", "0");
  private static final WeightedCrossEntropy LOSS = WeightedCrossEntropy.ofWeights(0.5, 1, 1.5, 2);

  /** A network on a machine that has room for so many clips. */
  private record Cramped(Network network, int room) implements Network {
    @Override
    public NDArray forward(NDArray input, boolean training) {
      if (input.getShape().get(0) > room) {
        throw new EngineException("DefaultCPUAllocator: not enough memory: you tried to allocate");
      }
      return network.forward(input, training);
    }

    @Override
    public Map<String, NDArray> state() {
      return network.state();
    }

    @Override
    public Map<String, NDArray> trainable() {
      return network.trainable();
    }

    @Override
    public boolean hasBatchNorm() {
      return network.hasBatchNorm();
    }

    @Override
    public void close() {
      network.close();
    }
  }

  private static Batch batch(long... clip) {
    int count = CLIPS;
    long[] shape = new long[clip.length + 1];
    shape[0] = CLIPS;
    for (int axis = 0; axis < clip.length; axis++) {
      shape[axis + 1] = clip[axis];
      count *= (int) clip[axis];
    }
    float[] values = Golden.signal("micro", "input", count, 1);
    return new Batch(values, shape, new int[] {0, 1, 2, 3, 0, 0, 1, 3});
  }

  /** Weights after two steps, by name. */
  private static Map<String, float[]> trained(int room, StepSettings settings) {
    try (NDManager manager = NDManager.newBaseManager();
        Network lstm = Networks.factory("lstm").create(manager, 4, LSTM, 1);
        Optimiser optimiser = new Sgd(lstm.trainable(), 0.5)) {
      TrainStep step =
          new TrainStep(
              manager, room == 0 ? lstm : new Cramped(lstm, room), optimiser, LOSS, settings);
      Map<String, float[]> result = new LinkedHashMap<>();
      for (int i = 0; i < 2; i++) {
        result.put("loss " + i, new float[] {(float) step.run(batch(20, 5), i)});
      }
      lstm.trainable().forEach((name, value) -> result.put(name, value.toFloatArray()));
      return result;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4})
  void partsAddUpToTheBatch(int microBatch) {
    Map<String, float[]> whole = trained(0, StepSettings.STANDARD);
    Map<String, float[]> parts = trained(0, new StepSettings("fp32", microBatch));
    assertClose(parts, whole, 1e-5f);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 7})
  void aStepWithoutMemoryIsRepeatedInSmallerParts(int room) {
    assertClose(trained(room, StepSettings.STANDARD), trained(0, StepSettings.STANDARD), 1e-5f);
  }

  private static void assertClose(
      Map<String, float[]> found, Map<String, float[]> expected, float tolerance) {
    assertThat(found).hasSameSizeAs(expected);
    expected.forEach(
        (name, values) ->
            assertThat(found.get(name)).as(name).containsExactly(values, within(tolerance)));
  }

  @Test
  void batchNormSaysWhatWouldFit() {
    try (NDManager manager = NDManager.newBaseManager();
        Network crnn = Networks.factory("crnn19").create(manager, 4, Map.of(), 1);
        Optimiser optimiser = new Sgd(crnn.trainable(), 0.5)) {
      float[] before = crnn.trainable().get("linear.weight").toFloatArray();
      TrainStep step = new TrainStep(manager, new Cramped(crnn, 3), optimiser, LOSS);
      assertThatThrownBy(() -> step.run(batch(1, 300), 1))
          .isInstanceOf(NoRoomException.class)
          .hasMessageContaining("batch of 8 clips")
          .hasMessageContaining("a batch of 2 fits: set hyper-parameters.batch-size=2");
      assertThat(crnn.trainable().get("linear.weight").toFloatArray()).containsExactly(before);
      assertThatThrownBy(
              () -> new TrainStep(manager, crnn, optimiser, LOSS, new StepSettings("fp32", 2)))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("whole batches only");
    }
  }

  @Test
  void aSingleClipWithoutRoomEnds() {
    assertThatThrownBy(() -> trained(-1, StepSettings.STANDARD))
        .isInstanceOf(NoRoomException.class)
        .hasMessageContaining("single clip");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlp", "crnn19"})
  void bfloat16StaysCloseAndKeepsFloat32Weights(String architecture) {
    Map<String, String> options =
        architecture.equals("mlp") ? Map.of("inputs", "300", "dropout", "0") : Map.of();
    Batch clips = architecture.equals("mlp") ? batch(300) : batch(1, 2000);
    double[] losses = new double[2];
    for (int i = 0; i < 2; i++) {
      try (NDManager manager = NDManager.newBaseManager();
          Network network = Networks.factory(architecture).create(manager, 4, options, 1);
          Optimiser optimiser = new Sgd(network.trainable(), 0.1)) {
        StepSettings settings = new StepSettings(i == 0 ? "fp32" : "bf16", 0);
        TrainStep step = new TrainStep(manager, network, optimiser, LOSS, settings);
        step.run(clips, 1);
        losses[i] = step.run(clips, 2);
        network
            .trainable()
            .values()
            .forEach(value -> assertThat(value.getDataType().name()).isEqualTo("FLOAT32"));
      }
    }
    assertThat(losses[1]).isNotEqualTo(losses[0]).isCloseTo(losses[0], within(0.02));
  }
}
