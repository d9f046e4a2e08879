package org.plateau.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Tag;
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
}
