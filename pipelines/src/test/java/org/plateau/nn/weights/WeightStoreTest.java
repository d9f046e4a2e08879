package org.plateau.nn.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.models.ModelSpec;
import org.plateau.nn.Network;
import org.plateau.nn.NetworkFactory;
import org.plateau.nn.Networks;
import org.plateau.nn.checkpoint.DurableFiles;
import org.plateau.nn.checkpoint.HostTensor;
import org.plateau.nn.checkpoint.SafetensorsWriter;
import org.plateau.nn.checkpoint.WeightFile;
import org.plateau.nn.checkpoint.WeightFileException;
import org.plateau.testing.Golden;
import org.plateau.testing.SharedData;

/** Adding, loading and verifying weights of a small perceptron, and what does not fit it. */
class WeightStoreTest {
  private static final Map<String, String> OPTIONS = Map.of("inputs", "3", "hidden", "5");

  @TempDir Path folder;

  private static ModelSpec model(String architecture) {
    return new ModelSpec(
        "small", "g", 2026, "audio", "mel-s", architecture, OPTIONS, 1, "somewhere", "MIT", null);
  }

  /** The perceptron's tensors with a head of so many classes, under a trainer's wrapper. */
  private static Map<String, HostTensor> tensors(int classes) {
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    long[][] shapes = {{5, 3}, {5}, {5, 5}, {5}, {classes, 5}, {classes}};
    int i = 0;
    for (int layer = 0; layer < 3; layer++) {
      for (String kind : new String[] {"weight", "bias"}) {
        String name = "backbone.model.Linear" + layer + "." + kind;
        tensors.put(name, HostTensor.of(Golden.tensor("s", name, shapes[i]), shapes[i]));
        i++;
      }
    }
    return tensors;
  }

  private Path file(Map<String, HostTensor> tensors) throws IOException {
    Path path = folder.resolve("source.safetensors");
    SafetensorsWriter.write(path, tensors, Map.of());
    return path;
  }

  @Test
  void addsUnderTheNetworksNamesAndLoads() throws IOException {
    WeightStore store = new WeightStore(folder.resolve("weights"));
    Map<String, HostTensor> source = tensors(4);
    AddedWeights added = store.add(model("mlp"), file(source), "a friend", "MIT");
    assertThat(store.find("small")).contains(added);
    assertThat(store.defect(added)).isEmpty();
    assertThat(added.sha256()).isEqualTo(DurableFiles.sha256(store.weights("small")));
    assertThat(added.sourceSha256())
        .isEqualTo(DurableFiles.sha256(folder.resolve("source.safetensors")));
    assertThat(added.origin()).isEqualTo("a friend");
    NetworkFactory factory = Networks.factory("mlp");
    try (NDManager manager = NDManager.newBaseManager();
        Network network = factory.create(manager, 4, OPTIONS, 1);
        WeightFile file = WeightFiles.open(store.weights("small"))) {
      LoadReport report = new WeightLoader(factory, network, 4).loadAll(file);
      assertThat(report.unexpected()).isEmpty();
      for (Map.Entry<String, NDArray> tensor : network.state().entrySet()) {
        assertThat(tensor.getValue().toFloatArray())
            .isEqualTo(source.get("backbone.model." + tensor.getKey()).toFloats());
      }
    }
    byte[] bytes = Files.readAllBytes(store.weights("small"));
    bytes[bytes.length - 1] ^= 1;
    Files.write(store.weights("small"), bytes);
    assertThat(store.defect(added))
        .hasValueSatisfying(text -> assertThat(text).contains("SHA-256"));
  }

  @Test
  void aHeadForOtherClassesStaysNew() throws IOException {
    NetworkFactory factory = Networks.factory("mlp");
    try (NDManager manager = NDManager.newBaseManager();
        Network network = factory.create(manager, 4, OPTIONS, 1);
        WeightFile file = WeightFiles.open(file(tensors(1000)))) {
      float[] before = network.state().get("Linear2.weight").toFloatArray();
      LoadReport report = new WeightLoader(factory, network, 4).loadForTraining(file);
      assertThat(report.head()).containsExactly("Linear2.weight", "Linear2.bias");
      assertThat(report.found()).hasSize(4);
      assertThat(network.state().get("Linear2.weight").toFloatArray()).isEqualTo(before);
      assertThat(network.state().get("Linear1.bias").toFloatArray()).isNotEqualTo(new float[5]);
      assertThatThrownBy(() -> new WeightLoader(factory, network, 4).loadAll(file))
          .isInstanceOf(WeightFileException.class)
          .hasMessageContaining("2 newly initialised (Linear2.weight, Linear2.bias)");
    }
  }

  @Test
  void whatDoesNotFitIsNamedAndLeavesNothing() throws IOException {
    WeightStore store = new WeightStore(folder.resolve("weights"));
    Map<String, HostTensor> tensors = tensors(4);
    tensors.remove("backbone.model.Linear0.bias");
    tensors.put("backbone.model.Linear1.weight", HostTensor.of(new float[10], 5, 2));
    tensors.put("stray", HostTensor.scalar(1));
    Path path = file(tensors);
    assertThatThrownBy(() -> store.add(model("mlp"), path, "o", "l"))
        .isInstanceOf(WeightFileException.class)
        .hasMessageContaining("does not fit model small")
        .hasMessageContaining("1 missing (Linear0.bias)")
        .hasMessageContaining("Linear1.weight: [5, 5] in the network, [5, 2] in the file")
        .hasMessageContaining("1 not used (stray)");
    assertThat(folder.resolve("weights")).doesNotExist();
    assertThat(store.find("small")).isEmpty();
  }

  @Test
  void withoutANetworkTheFileIsKeptAsItIs() throws IOException {
    WeightStore store = new WeightStore(folder.resolve("weights"));
    AddedWeights added = store.add(model("not-there"), file(tensors(4)), "o", "l");
    assertThat(added.fit()).contains("no network of architecture not-there");
    try (WeightFile file = WeightFiles.open(store.weights("small"))) {
      assertThat(file.names()).containsExactlyElementsOf(tensors(4).keySet());
    }
  }

  @Test
  void shardsAreOneFile() throws IOException {
    Path root = SharedData.path("reference/models/checkpoints/llama");
    Map<?, ?> map =
        (Map<?, ?>)
            new ObjectMapper()
                .readValue(root.resolve("model.safetensors.index.json").toFile(), Map.class)
                .get("weight_map");
    try (WeightFile file = WeightFiles.open(root)) {
      assertThat(file.names()).hasSameSizeAs(map.keySet());
      assertThat(file.shape("model.embed_tokens.weight")).containsExactly(96, 64);
      String hash = ConvertedFile.write(file, ConvertedFile.sameNames(file), folder, Map.of());
      assertThat(DurableFiles.sha256(folder.resolve(ConvertedFile.WEIGHTS))).isEqualTo(hash);
      try (WeightFile written = WeightFiles.open(folder)) {
        for (String name : file.names()) {
          assertThat(written.type(name)).isEqualTo(file.type(name));
          assertThat(written.read(name).data()).as(name).isEqualTo(file.read(name).data());
        }
      }
    }
    assertThat(new ObjectMapper().readTree(folder.resolve(ConvertedFile.CONFIG).toFile()))
        .isEqualTo(new ObjectMapper().readTree(root.resolve("config.json").toFile()));
  }

  @Test
  void anIndexCannotNameFilesElsewhere() throws IOException {
    Path index = folder.resolve("model.safetensors.index.json");
    file(tensors(4));
    for (String name : Arrays.asList("../source.safetensors", "/etc/passwd", "", "absent")) {
      new ObjectMapper().writeValue(index.toFile(), Map.of("weight_map", Map.of("a", name)));
      assertThatThrownBy(() -> WeightFiles.open(index).close())
          .isInstanceOf(WeightFileException.class)
          .hasMessageContaining("shard " + name);
    }
    Files.writeString(index, "{");
    assertThatThrownBy(() -> WeightFiles.open(index).close()).hasMessageContaining("is not JSON");
  }

  @Test
  void otherFilesAreToldApart() throws IOException {
    Path path = Files.writeString(folder.resolve("text.bin"), "some text, no weights");
    assertThatThrownBy(() -> WeightFiles.open(path).close())
        .hasMessageContaining("neither a safetensors file nor one of PyTorch's");
    assertThatThrownBy(() -> WeightFiles.open(folder.resolve("absent")).close())
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> WeightFiles.open(folder).close())
        .hasMessageContaining("the folder holds none of");
  }
}
