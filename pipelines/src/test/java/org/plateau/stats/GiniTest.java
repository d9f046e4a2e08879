package org.plateau.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.plateau.testing.Golden;
import org.plateau.testing.ReferenceFiles;

class GiniTest {
  @TestFactory
  List<DynamicTest> goldens() {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode node : ReferenceFiles.json("reference/statistics/gini.json").get("cases")) {
      String name = node.get("name").asText();
      tests.add(
          DynamicTest.dynamicTest(
              name,
              () -> {
                double[] values =
                    node.has("values")
                        ? ReferenceFiles.numbers(node.get("values"))
                        : Golden.uniform(
                            LabelRecipe.SALT,
                            name.replace("recipe", "gini"),
                            Integer.parseInt(name.replaceAll("\\D", "")));
                double expected = ReferenceFiles.number(node.get("expected"));
                if (Double.isNaN(expected)) {
                  assertThat(Gini.of(values)).isNaN();
                } else {
                  assertThat(Gini.of(values)).isCloseTo(expected, within(1e-13));
                }
              }));
    }
    assertThat(tests).hasSizeGreaterThanOrEqualTo(10);
    return tests;
  }

  @Property(tries = 200)
  void equalsTheDoubleSum(
      @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = 0, max = 1) Double> scores) {
    double sum = 0;
    double differences = 0;
    for (double a : scores) {
      sum += a;
      for (double b : scores) {
        differences += Math.abs(a - b);
      }
    }
    double expected = sum == 0 ? 0 : differences / (2 * scores.size() * sum);
    double found = Gini.of(scores.stream().mapToDouble(Double::doubleValue).toArray());
    assertThat(found).isCloseTo(expected, within(1e-12));
  }

  @Test
  void refusesWhatIsNoScore() {
    assertThatThrownBy(() -> Gini.of(0.5, -0.1)).hasMessageContaining("-0.1");
    assertThatThrownBy(() -> Gini.of(0.5, Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> Gini.of(Double.POSITIVE_INFINITY)).hasMessageContaining("Infinity");
  }
}
