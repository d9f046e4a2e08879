package org.plateau.stats.represent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plateau.stats.ReferenceCheck.assertSame;
import static org.plateau.stats.ReferenceCheck.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.plateau.stats.ReferenceCheck;

/** Kernel alignment and probing regressions against NumPy and scikit-learn. */
class RepresentGoldenTest {
  @Test
  void alignment() {
    for (JsonNode node : ReferenceCheck.file("cka").get("cases")) {
      String name = node.get("name").asText();
      int n = node.get("n").asInt();
      int dx = node.get("dx").asInt();
      int dy = node.get("dy").asInt();
      double[][] x = matrix(name + "/x", n, dx);
      double[][] w = matrix(name + "/w", dx, dy);
      double[][] y = matrix(name + "/e", n, dy);
      for (int i = 0; i < n; i++) {
        for (int c = 0; c < dy; c++) {
          for (int j = 0; j < dx; j++) {
            y[i][c] += x[i][j] * w[j][c];
          }
        }
      }
      double[][] z = matrix(name + "/z", n, dy);
      JsonNode expected = node.get("expected");
      assertSame(Cka.linear(x, y), expected.get("linear_cka"));
      assertSame(Cka.unbiased(x, y), expected.get("unbiased_cka"));
      assertSame(Cka.unbiasedHsic(x, y), expected.get("hsic_unbiased_xy"));
      assertSame(Cka.linear(x, z), expected.get("linear_cka_independent"));
      assertSame(Cka.unbiased(x, z), expected.get("unbiased_cka_independent"));
      assertThat(Cka.linear(x, x)).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-12));
    }
    double[][] constant = {{1}, {1}, {1}, {1}};
    assertThat(Cka.linear(constant, constant)).isNaN();
    assertThat(Cka.unbiased(new double[3][2], new double[3][2])).isNaN();
  }

  @Test
  void probing() {
    for (JsonNode node : ReferenceCheck.file("probing").get("cases")) {
      String name = node.get("name").asText();
      int n = node.get("n").asInt();
      int d = node.get("d").asInt();
      int speakers = node.get("speakers").asInt();
      double[][] x = matrix(name + "/x", n, d);
      if (name.equals("collinear")) {
        for (double[] row : x) {
          row[5] = row[0] + row[1];
        }
      }
      double[] w = matrix(name + "/w", 1, d)[0];
      double[] e = matrix(name + "/e", 1, n)[0];
      double[] y = new double[n];
      int[] speaker = new int[n];
      for (int i = 0; i < n; i++) {
        speaker[i] = i % speakers;
        for (int c = 0; c < d; c++) {
          y[i] += x[i][c] * w[c];
        }
        y[i] = y[i] / Math.sqrt(d) + .5 * e[i] + .1 * speaker[i] + 100;
      }
      y = Probe.scaled(y);
      for (int i = 0; i < 5; i++) {
        assertSame(y[i], node.get("y_first").get(i), 1e-10);
      }
      check(Probe.leaveOneSpeakerOut(x, y, speaker), speaker, node.get("expected").get("ols"));
    }
  }

  private static void check(Probe probe, int[] speaker, JsonNode expected) {
    for (JsonNode fold : expected.get("folds")) {
      int f = fold.get("speaker").asInt();
      assertSame(probe.folds().get(f), fold.get("pearson"), 1e-8);
      int[] rows =
          java.util.stream.IntStream.range(0, speaker.length)
              .filter(i -> speaker[i] == f)
              .toArray();
      for (int i = 0; i < 3; i++) {
        assertSame(probe.predictions()[rows[i]], fold.get("first_predictions").get(i), 1e-8);
      }
    }
    assertSame(probe.meanOfFolds(), expected.get("mean_of_folds"), 1e-8);
    assertSame(probe.pooled(), expected.get("pooled_pearson"), 1e-8);
  }

  @Test
  void valuesAreScaledByTheirSize() {
    assertThat(Probe.scaled(-3, 1, 2)).containsExactly(1, 0, .5);
    assertThat(Arrays.stream(Probe.scaled(1, 1)).allMatch(Double::isNaN)).isTrue();
  }
}
