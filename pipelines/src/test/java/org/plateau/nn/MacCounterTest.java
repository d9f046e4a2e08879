package org.plateau.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plateau.nn.blocks.Macs;
import org.plateau.testing.SharedData;

class MacCounterTest {
  @ParameterizedTest
  @MethodSource("org.plateau.nn.ZooModels#small")
  void agreesWithTheCountersOfThreeSeconds(String model) throws IOException {
    compare(model);
  }

  @ParameterizedTest
  @MethodSource("org.plateau.nn.ZooModels#large")
  @Tag("golden")
  void largeOnesAgreeWithTheCountersOfThreeSeconds(String model) throws IOException {
    compare(model);
  }

  private static void compare(String model) throws IOException {
    String row =
        Files.readAllLines(SharedData.path("reference/models/macs.csv")).stream()
            .filter(line -> line.startsWith(model + ","))
            .findFirst()
            .orElseThrow();
    String[] columns = row.split(",");
    Map<String, String> options = ZooModels.spec(model).options();
    NetworkFactory factory = ZooModels.factory(model);
    try (NDManager manager = NDManager.newBaseManager();
        Network network = factory.create(manager, 4, options, 1)) {
      Macs macs = MacCounter.count(network, factory.clipShape(options, 3));
      assertThat(macs.multiplyAdds()).isCloseTo(Long.parseLong(columns[1]), withinPercentage(3));
      assertThat(macs.torchinfo()).isCloseTo(Long.parseLong(columns[2]), withinPercentage(2));
    }
  }

  @Test
  void fiveSecondsOfAnEndToEndNetworkByHand() {
    // Convolutions 64, 64, 128, 128 of width 3, pools of 4, two LSTM layers of 256, 8 classes.
    long samples = 80_000;
    long convolutions =
        3 * samples * 64
            + 3 * 64 * 64 * (samples / 4)
            + 3 * 64 * 128 * (samples / 16)
            + 3 * 128 * 128 * (samples / 64);
    long steps = samples / 256;
    long recurrences = steps * 4 * 256 * (128 + 256 + 256 + 256);
    Macs macs = count("crnn19", Map.of(), 8, 5);
    assertThat(macs.multiplyAdds())
        .isCloseTo(convolutions + recurrences + 256 * 8, withinPercentage(3));
    long biases = 64 * samples + 64 * samples / 4 + 128 * samples / 16 + 128 * samples / 64;
    long norms = 2 * (64 + 64 + 128 + 128);
    long recurrenceBiases = steps * 2 * 2 * 4 * 256;
    long linear = 257 * 8;
    assertThat(macs.torchinfo())
        .isEqualTo(convolutions + biases + norms + recurrences + recurrenceBiases + linear);
  }

  @Test
  void aWiderLayerCountsMore() {
    Macs narrow = count("mlp", Map.of("inputs", "100"), 8, 5);
    Macs wide = count("mlp", Map.of("inputs", "100", "hidden", "128"), 8, 5);
    assertThat(narrow.multiplyAdds()).isEqualTo(100 * 64 + 64 * 64 + 64 * 8);
    assertThat(wide.multiplyAdds()).isEqualTo(100 * 128 + 128 * 128 + 128 * 8);
    assertThat(wide.torchinfo()).isEqualTo(101 * 128 + 129 * 128 + 129 * 8);
    Macs lstm = count("lstm", Map.of("inputs", "32", "hidden", "48"), 8, 5);
    long steps = 501;
    long products = 4 * 48 * (32 + 48 + 48 + 48);
    assertThat(lstm.multiplyAdds()).isEqualTo(steps * (products + 2 * 16 * 48) + 48 * 48 + 48 * 8);
    assertThat(lstm.torchinfo()).isEqualTo(steps * (products + 2 * 2 * 4 * 48) + 49 * 48 + 49 * 8);
  }

  @Test
  void longerClipsOfAnImageNetworkGrowWithTheirFrames() {
    Macs three = count("efficientnet-b0", Map.of(), 4, 3);
    Macs five = count("efficientnet-b0", Map.of(), 4, 5);
    assertThat(five.multiplyAdds())
        .isCloseTo(three.multiplyAdds() * 501 / 301, withinPercentage(3));
    Macs eight = count("efficientnet-b0", Map.of(), 8, 3);
    assertThat(eight.multiplyAdds() - three.multiplyAdds()).isEqualTo(4 * 1280);
    assertThat(eight.torchinfo() - three.torchinfo()).isEqualTo(4 * 1281);
  }

  private static Macs count(
      String architecture, Map<String, String> options, int classes, double seconds) {
    NetworkFactory factory = Networks.factory(architecture);
    try (NDManager manager = NDManager.newBaseManager();
        Network network = factory.create(manager, classes, options, 1)) {
      return MacCounter.count(network, factory.clipShape(options, seconds));
    }
  }
}
