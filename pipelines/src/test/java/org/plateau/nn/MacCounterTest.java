package org.plateau.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plateau.nn.blocks.Macs;
import org.plateau.testing.SharedData;

class MacCounterTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "IS09-s-mlp, mlp, 384",
    "IS10-s-mlp, mlp, 1582",
    "IS11-s-mlp, mlp, 4368",
    "IS12-s-mlp, mlp, 6125",
    "IS13-s-mlp, mlp, 6373",
    "IS16-s-mlp, mlp, 6373",
    "eGeMAPS-s-mlp, mlp, 88",
    "CRNN18, crnn18,",
    "EfficientNet, efficientnet-b0,",
  })
  void agreesWithTheCountersOfThreeSeconds(String model, String architecture, String inputs)
      throws IOException {
    String row =
        Files.readAllLines(SharedData.path("reference/models/macs.csv")).stream()
            .filter(line -> line.startsWith(model + ","))
            .findFirst()
            .orElseThrow();
    String[] columns = row.split(",");
    Map<String, String> options = inputs == null ? Map.of() : Map.of("inputs", inputs);
    NetworkFactory factory = Networks.factory(architecture);
    try (NDManager manager = NDManager.newBaseManager();
        Network network = factory.create(manager, 4, options, 1)) {
      Macs macs = MacCounter.count(network, factory.clipShape(options, 3));
      assertThat(macs.multiplyAdds()).isCloseTo(Long.parseLong(columns[1]), withinPercentage(3));
      assertThat(macs.torchinfo()).isCloseTo(Long.parseLong(columns[2]), withinPercentage(2));
    }
  }
}
