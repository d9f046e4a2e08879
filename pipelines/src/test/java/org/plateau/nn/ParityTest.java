package org.plateau.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plateau.config.UserException;
import org.plateau.models.ModelSpec;

/** The command's numbers against the peers' records, with the optimiser that training uses. */
class ParityTest {
  @ParameterizedTest
  @ValueSource(strings = {"eGeMAPS-s-mlp", "eGeMAPS-d-lstm", "CRNN18", "EfficientNet"})
  void equalsTheRecord(String model) {
    compare(model, 3);
  }

  @ParameterizedTest
  @MethodSource("org.plateau.nn.ZooModels#large")
  @Tag("golden")
  void largeOnesEqualTheRecord(String model) {
    compare(model, 0);
  }

  private static void compare(String model, int steps) {
    JsonNode golden = GoldenRecords.record(model);
    Parity.Result result =
        Parity.compute(
            new Parity.Request(
                ZooModels.spec(model),
                golden.get("salt").asText(),
                golden.get("gain").asDouble(),
                golden.get("classes").asInt(),
                3,
                steps));
    double[] logits = GoldenRecords.numbers(golden.get("logits"));
    assertThat(
            result.logits().stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .toArray())
        .containsExactly(logits, within(2e-4 * max(logits)));
    assertThat(result.loss()).isCloseTo(golden.get("loss").asDouble(), withinPercentage(.1));
    double[] losses =
        steps == 0
            ? new double[0]
            : GoldenRecords.numbers(golden.get("adam").get("loss_after_step"));
    assertThat(result.losses().stream().mapToDouble(Double::doubleValue).toArray())
        .containsExactly(losses, within(1e-3 * max(losses)));
    double[] norms =
        golden.get("grad_norms").properties().stream()
            .mapToDouble(entry -> entry.getValue().asDouble())
            .toArray();
    golden
        .get("grad_norms")
        .properties()
        .forEach(
            entry ->
                assertThat(result.gradNorms().get(entry.getKey()))
                    .as(entry.getKey())
                    .isCloseTo(entry.getValue().asDouble(), within(1e-3 * max(norms))));
    assertThat(result.gradNorms()).hasSize(norms.length);
    assertThat(result.parameters()).isEqualTo(golden.get("parameters").asLong());
  }

  @Test
  void otherClassesLengthsAndStepsAreTaken() {
    Parity.Result result =
        Parity.compute(
            new Parity.Request(spec("m", "crnn18", "raw", Map.of()), "other", 2.5, 2, 1, 0));
    assertThat(result.logits()).hasSize(2).allSatisfy(row -> assertThat(row).hasSize(2));
    assertThat(result.losses()).isEmpty();
    assertThat(result.macs()).isGreaterThan(400_000_000L);
  }

  @Test
  void wrongNumbersAreTheUsersMistake() {
    ModelSpec spec = spec("m", "crnn18", "raw", Map.of());
    assertThatThrownBy(() -> new Parity.Request(spec, "s", 1, 1, 3, 3))
        .isInstanceOf(UserException.class)
        .hasMessage("classes = 1 must be in [2, 10000]");
    assertThatThrownBy(() -> new Parity.Request(spec, "s", 1, 4, Double.NaN, 3))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("seconds = NaN");
  }

  private static ModelSpec spec(
      String name, String architecture, String featureSet, Map<String, String> options) {
    return new ModelSpec(
        name,
        "group",
        2020,
        "audio",
        featureSet,
        architecture,
        options,
        1,
        null,
        "Apache-2.0",
        null);
  }

  private static double max(double[] values) {
    double most = 0;
    for (double value : values) {
      most = Math.max(most, Math.abs(value));
    }
    return most;
  }
}
