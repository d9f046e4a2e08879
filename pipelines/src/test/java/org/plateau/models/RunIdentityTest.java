package org.plateau.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunIdentityTest {
  private static RunIdentity identity(double learningRate, long seed) {
    Map<String, Object> hyperParameters = new LinkedHashMap<>();
    hyperParameters.put("optimiser", "adam");
    hyperParameters.put("learningRate", learningRate);
    hyperParameters.put("batchSize", 16);
    return new RunIdentity("mel-s-mlp", 1, "emodb-4", "f00d", hyperParameters, seed, null, 1);
  }

  @Test
  void canonicalFormAndItsHashAreFixed() {
    RunIdentity identity = identity(0.001, 7);
    String json =
        "{\"dataFingerprint\":\"f00d\",\"definitionVersion\":1,\"hyperParameters\":"
            + "{\"batchSize\":16,\"learningRate\":0.001,\"optimiser\":\"adam\"},"
            + "\"initialWeights\":null,\"model\":\"mel-s-mlp\",\"seed\":7,"
            + "\"semanticsVersion\":1,\"task\":\"emodb-4\"}";
    assertThat(identity.canonicalJson()).isEqualTo(json);
    // printf '%s' "$json" | sha256sum
    assertThat(identity.runId())
        .isEqualTo("4b5337809cb28613d9b6982dbd31dc4e3180e6c10e7e7fab937990c503100fe1");
  }

  @Test
  void everyPartOfTheIdentityCounts() {
    Map<String, Object> parameters = Map.of("learningRate", 0.1);
    List<RunIdentity> all =
        List.of(
            new RunIdentity("m", 1, "t", "f", parameters, 1, null, 1),
            new RunIdentity("n", 1, "t", "f", parameters, 1, null, 1),
            new RunIdentity("m", 2, "t", "f", parameters, 1, null, 1),
            new RunIdentity("m", 1, "u", "f", parameters, 1, null, 1),
            new RunIdentity("m", 1, "t", "g", parameters, 1, null, 1),
            new RunIdentity("m", 1, "t", "f", Map.of("learningRate", 0.2), 1, null, 1),
            new RunIdentity("m", 1, "t", "f", parameters, 2, null, 1),
            new RunIdentity("m", 1, "t", "f", parameters, 1, "w", 1),
            new RunIdentity("m", 1, "t", "f", parameters, 1, null, 2));
    assertThat(all.stream().map(RunIdentity::runId)).doesNotHaveDuplicates();
  }

  /** Spellings of ECMA-262, Number::toString; several are the examples of RFC 8785, appendix B. */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "1, 1",
    "-1.5, -1.5",
    "0.001, 0.001",
    "1e-6, 0.000001",
    "1e-7, 1e-7",
    "1.5e-7, 1.5e-7",
    "1e20, 100000000000000000000",
    "1e21, 1e+21",
    "1e23, 1e+23",
    "2e23, 2e+23",
    "5e-324, 5e-324",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "9007199254740992, 9007199254740992",
    "295147905179352830000, 295147905179352830000",
    "9.999999999999997e22, 9.999999999999997e+22",
    "333333333.3333333, 333333333.3333333",
    "4.35, 4.35",
    "0.1, 0.1"
  })
  void numbersHaveOneSpelling(double value, String spelled) {
    assertThat(CanonicalJson.number(value)).isEqualTo(spelled);
  }

  @Property
  void numbersReadBackEqual(@ForAll double value) {
    assertThat(Double.parseDouble(CanonicalJson.number(value))).isEqualTo(value + 0.0);
  }

  @Test
  void floatsAreSpelledAsTheirUserWroteThem() {
    assertThat(CanonicalJson.of(0.1f)).isEqualTo("0.1");
  }

  @Test
  void textListsAndEscapes() {
    assertThat(
            CanonicalJson.of(Arrays.asList("\u00fc\"\\\n\u0001", true, null, 9223372036854775807L)))
        .isEqualTo("[\"\u00fc\\\"\\\\\\n\\u0001\",true,null,9223372036854775807]");
  }

  @Test
  void whatHasNoSpellingIsRefused() {
    Stream.of(Double.NaN, Double.POSITIVE_INFINITY, new Object())
        .forEach(
            value ->
                assertThatThrownBy(() -> CanonicalJson.of(value))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no canonical JSON"));
  }
}
