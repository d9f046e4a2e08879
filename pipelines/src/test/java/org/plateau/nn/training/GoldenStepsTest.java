package org.plateau.nn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plateau.nn.Gradients;
import org.plateau.nn.Network;
import org.plateau.nn.Networks;
import org.plateau.nn.checkpoint.HostTensor;
import org.plateau.nn.checkpoint.WeightTensors;
import org.plateau.nn.input.Batch;
import org.plateau.nn.input.InputBuffer;
import org.plateau.testing.Golden;
import org.plateau.testing.SharedData;

/** Loss and three Adam steps against PyTorch's own numbers (evaluation mode, lr 1e-4). */
class GoldenStepsTest {
  private static final double TOLERANCE = 1e-3;

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "IS09-s-mlp, opensmile.jsonl, mlp",
    "CRNN18, crnn.jsonl, crnn18",
    "EfficientNet, vision.jsonl, efficientnet-b0",
  })
  void losses(String model, String file, String architecture) throws IOException {
    JsonNode golden = record(file, model);
    long[] shape = longs(golden.get("input").get("shape"));
    Map<String, String> options =
        architecture.equals("mlp") ? Map.of("inputs", Long.toString(shape[1])) : Map.of();
    try (NDManager manager = NDManager.newBaseManager();
        Network network = Networks.factory(architecture).create(manager, 4, options, 1)) {
      fill(network, golden);
      network.trainable().values().forEach(Gradients::require);
      Batch batch = new Batch(input(golden), shape, new int[] {1, 3});
      WeightedCrossEntropy loss = WeightedCrossEntropy.ofWeights(0.5, 1, 1.5, 2);
      near(evaluate(manager, network, loss, batch), golden.get("loss").asDouble());
      try (Optimiser adam = new Adam(network.trainable(), 1e-4)) {
        for (JsonNode expected : golden.get("adam").get("loss_after_step")) {
          adam.step();
          near(evaluate(manager, network, loss, batch), expected.asDouble());
        }
      }
    }
  }

  /** The loss in evaluation mode; leaves its gradients on the tensors. */
  private static double evaluate(
      NDManager manager, Network network, WeightedCrossEntropy loss, Batch batch) {
    try (NDManager scope = manager.newSubManager();
        Gradients.Recording recording = Gradients.record()) {
      NDArray x = new InputBuffer().tensor(scope, batch.values(), batch.shape());
      NDArray value = loss.batchLoss(network.forward(x, false), batch.labels());
      recording.backward(value);
      return value.getFloat();
    }
  }

  private static void fill(Network network, JsonNode golden) {
    float gain = (float) golden.get("gain").asDouble();
    network
        .state()
        .forEach(
            (name, tensor) -> {
              if (tensor.getDataType() == DataType.FLOAT32) {
                long[] shape = tensor.getShape().getShape();
                float[] values = Golden.tensor(golden.get("salt").asText(), name, shape);
                for (int i = 0; i < values.length && shape.length >= 2; i++) {
                  values[i] *= gain;
                }
                WeightTensors.copyInto(tensor, HostTensor.of(values, shape));
              }
            });
  }

  private static float[] input(JsonNode golden) {
    JsonNode input = golden.get("input");
    int count = 1;
    for (long dimension : longs(input.get("shape"))) {
      count *= (int) dimension;
    }
    return Golden.signal(
        golden.get("salt").asText(),
        input.get("name").asText(),
        count,
        input.get("scale").asDouble());
  }

  private static long[] longs(JsonNode array) {
    long[] values = new long[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asLong();
    }
    return values;
  }

  private static void near(double found, double expected) {
    assertThat(found).isCloseTo(expected, within(TOLERANCE * Math.abs(expected)));
  }

  private static JsonNode record(String file, String model) throws IOException {
    Path path = SharedData.path("reference/models/" + file);
    for (String line : Files.readAllLines(path, StandardCharsets.UTF_8)) {
      JsonNode node = new ObjectMapper().readTree(line);
      if (node.get("model").asText().equals(model)) {
        return node;
      }
    }
    throw new IllegalArgumentException("no record of " + model + " in " + path);
  }
}
