package org.plateau.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.plateau.testing.ReferenceFiles;

/** Confusion, recall, precision, F1, UAR, accuracy and macro-F1 against the reference's cases. */
class ClassificationGoldenTest {
  @TestFactory
  List<DynamicTest> cases() {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode node :
        ReferenceFiles.json("reference/statistics/classification.json").get("cases")) {
      tests.add(DynamicTest.dynamicTest(node.get("name").asText(), () -> check(node)));
    }
    assertThat(tests).hasSizeGreaterThanOrEqualTo(15);
    return tests;
  }

  private static void check(JsonNode node) {
    ConfusionMatrix matrix = LabelRecipe.of(node).matrix();
    JsonNode expected = node.get("expected").get("definitions");
    for (int t = 0; t < matrix.classes(); t++) {
      for (int p = 0; p < matrix.classes(); p++) {
        assertThat(matrix.count(t, p))
            .isEqualTo(expected.get("confusion_rows_truth").get(t).get(p).asLong());
      }
      assertThat(matrix.support(t)).isEqualTo(expected.get("support").get(t).asLong());
      assertThat(matrix.predicted(t)).isEqualTo(expected.get("predicted").get(t).asLong());
      assertSame(matrix.recall(t), expected.get("recall").get(t));
      assertSame(matrix.precision(t), expected.get("precision").get(t));
      assertSame(matrix.f1(t), expected.get("f1").get(t));
    }
    assertSame(ClassificationMetrics.UAR.value(matrix), expected.get("uar_over_classes_in_truth"));
    assertSame(ClassificationMetrics.ACCURACY.value(matrix), expected.get("accuracy"));
    assertSame(
        ClassificationMetrics.MACRO_F1.value(matrix),
        expected.get("macro_f1_over_classes_in_truth_or_prediction"));
    JsonNode peer = node.get("expected").get("sklearn");
    if (matrix.total() > 0) { // the peer refuses empty input or warns
      assertSame(ClassificationMetrics.MCC.value(matrix), peer.get("matthews_corrcoef"));
      assertSame(ClassificationMetrics.KAPPA.value(matrix), peer.get("cohen_kappa_score"));
    } else {
      assertThat(ClassificationMetrics.MCC.value(matrix)).isNaN();
      assertThat(ClassificationMetrics.KAPPA.value(matrix)).isNaN();
    }
  }

  private static void assertSame(double found, JsonNode node) {
    double expected = ReferenceFiles.number(node);
    if (Double.isNaN(expected)) {
      assertThat(found).isNaN();
    } else {
      assertThat(found).isCloseTo(expected, within(1e-12 * Math.max(1e-300, Math.abs(expected))));
    }
  }
}
