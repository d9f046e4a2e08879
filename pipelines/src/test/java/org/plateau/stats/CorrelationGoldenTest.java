package org.plateau.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.plateau.testing.Golden;
import org.plateau.testing.ReferenceFiles;

/** Pearson, Spearman and ranks against SciPy's values. */
class CorrelationGoldenTest {
  @TestFactory
  List<DynamicTest> cases() {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode node :
        ReferenceFiles.json("reference/statistics/correlation.json").get("cases")) {
      tests.add(DynamicTest.dynamicTest(node.get("name").asText(), () -> check(node)));
    }
    assertThat(tests).hasSizeGreaterThanOrEqualTo(16);
    return tests;
  }

  private static void check(JsonNode node) {
    double[][] pair = node.has("recipe") ? byRecipe(node.get("name").asText()) : inline(node);
    JsonNode expected = node.get("expected");
    double pearson =
        expected.has("pearson_r")
            ? ReferenceFiles.number(expected.get("pearson_r"))
            : Double.NaN; // the peer refuses fewer than two points
    assertSame(Correlation.pearson(pair[0], pair[1]), pearson);
    double spearman =
        pair[0].length < 3
            ? Double.NaN // our policy: fewer than three points have no rank correlation
            : ReferenceFiles.number(expected.get("spearman").get("statistic"));
    assertSame(Correlation.spearman(pair[0], pair[1]), spearman);
    double tau =
        pair[0].length < 3
            ? Double.NaN
            : ReferenceFiles.number(expected.get("kendall_tau_b").get("statistic"));
    assertSame(Correlation.kendallTauB(pair[0], pair[1]), tau);
    double concordance = ReferenceFiles.number(expected.get("ccc_population"));
    double found = Correlation.concordance(pair[0], pair[1]);
    if (Double.isNaN(concordance)) {
      assertThat(found).isNaN();
    } else {
      assertThat(found).isCloseTo(concordance, within(1e-9));
    }
    if (!expected.get("average_ranks_x").isNull()) {
      assertThat(Ranks.average(pair[0]))
          .containsExactly(ReferenceFiles.numbers(expected.get("average_ranks_x")));
    }
  }

  @Test
  void signedZerosAreTiesAndNanIsNeverRanked() {
    assertThat(Ranks.average(0.0, -0.0, -1)).containsExactly(2.5, 2.5, 1);
    double[] holed = {1, Double.NaN, 3, 4};
    assertThat(Correlation.spearman(holed, new double[] {1, 2, 3, 4})).isNaN();
    assertThat(Correlation.pearson(holed, new double[] {1, 2, 3, 4})).isNaN();
  }

  private static double[][] inline(JsonNode node) {
    return new double[][] {
      ReferenceFiles.numbers(node.get("x")), ReferenceFiles.numbers(node.get("y"))
    };
  }

  private static double[][] byRecipe(String name) {
    int n = Integer.parseInt(name.replaceAll("\\D", ""));
    double[] x = Golden.uniform(LabelRecipe.SALT, "x" + n, n);
    double[] y = Golden.uniform(LabelRecipe.SALT, "y" + n, n);
    for (int i = 0; i < n; i++) {
      y[i] = 0.5 * x[i] + 0.5 * y[i];
    }
    if (name.startsWith("ties")) {
      x = Arrays.stream(x).map(v -> Math.floor(5 * v)).toArray();
      y = Arrays.stream(y).map(v -> Math.floor(4 * v)).toArray();
    }
    return new double[][] {x, y};
  }

  private static void assertSame(double found, double expected) {
    if (Double.isNaN(expected)) {
      assertThat(found).isNaN();
    } else {
      assertThat(found).isCloseTo(expected, within(1e-12 * Math.abs(expected)));
    }
  }
}
