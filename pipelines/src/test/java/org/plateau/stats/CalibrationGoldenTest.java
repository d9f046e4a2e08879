package org.plateau.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plateau.stats.ReferenceCheck.assertSame;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.plateau.testing.ReferenceFiles;

/** Calibration error, Brier score and log loss against scikit-learn and the written definitions. */
class CalibrationGoldenTest {
  @TestFactory
  List<DynamicTest> cases() {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode node : ReferenceCheck.file("calibration").get("cases")) {
      tests.add(DynamicTest.dynamicTest(node.get("name").asText(), () -> check(node)));
    }
    assertThat(tests).hasSizeGreaterThanOrEqualTo(8);
    return tests;
  }

  private static void check(JsonNode node) {
    double[][] p;
    int[] truth;
    if (node.has("recipe")) {
      truth = truthByRecipe(node);
      p = byRecipe(node, truth);
    } else {
      truth = ReferenceCheck.ints(node.get("truth"));
      p = new double[truth.length][];
      for (int i = 0; i < p.length; i++) {
        p[i] = ReferenceFiles.numbers(node.get("probabilities").get(i));
      }
    }
    Calibration first = new Calibration(p[0].length);
    Calibration second = new Calibration(p[0].length);
    for (int i = 0; i < p.length; i++) {
      (i % 3 == 0 ? first : second).add(truth[i], p[i]);
    }
    Calibration whole = first.merge(second);
    JsonNode expected = node.get("expected");
    assertThat(whole.n()).isEqualTo(p.length);
    assertSame(whole.expectedError(), expected.get("ece15"));
    assertSame(whole.maximumError(), expected.get("mce15"));
    assertSame(whole.classwiseError(), expected.get("classwise_ece15"));
    assertSame(whole.brier(), expected.get("brier_sum_over_classes"));
    assertSame(whole.logLoss(), expected.get("log_loss_clipped_eps64"));
  }

  private static int[] truthByRecipe(JsonNode node) {
    double[] u =
        ReferenceCheck.uniform(node.get("name").asText() + "/truth", node.get("n").asInt());
    int k = node.get("classes").asInt();
    int[] truth = new int[u.length];
    for (int i = 0; i < u.length; i++) {
      truth[i] = (int) (u[i] * k);
    }
    return truth;
  }

  private static double[][] byRecipe(JsonNode node, int[] truth) {
    String name = node.get("name").asText();
    int k = node.get("classes").asInt();
    double scale = node.get("temp").asDouble();
    double[][] noise = ReferenceCheck.matrix(name + "/logit", truth.length, k);
    double[] signal = ReferenceCheck.uniform(name + "/signal", truth.length);
    double[][] p = new double[truth.length][];
    for (int i = 0; i < p.length; i++) {
      double[] z = new double[k];
      for (int c = 0; c < k; c++) {
        z[c] = scale * noise[i][c] + (c == truth[i] ? signal[i] * scale : 0);
      }
      p[i] = Probabilities.softmax(z);
    }
    return p;
  }

  @Test
  void lossesOfLogitsAndProbabilitiesAgreeAndHugeLogitsAreFine() {
    double[] logits = {1000, 0, -1000};
    assertThat(Probabilities.crossEntropy(1, logits)).isEqualTo(1000);
    assertThat(Probabilities.softmax(logits)).containsExactly(1, 0, 0);
    assertThat(Probabilities.areProbabilities(.25, .75)).isTrue();
    assertThat(Probabilities.areProbabilities(.25, .7)).isFalse();
    assertThat(Probabilities.areProbabilities(-.25, 1.25)).isFalse();
    assertThat(Probabilities.areProbabilities(Double.NaN, 1)).isFalse();
    assertThat(new Calibration(2).expectedError()).isNaN();
    assertThat(new Calibration(2).maximumError()).isNaN();
    assertThat(new Calibration(2).brier()).isNaN();
  }
}
