package org.plateau.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plateau.testing.Golden;
import org.plateau.testing.ReferenceFiles;

/**
 * Interval ends against 100,000 replicates of scipy.stats.bootstrap, within four standard errors of
 * an end at our number of replicates plus the reference's own half range.
 */
class BootstrapGoldenTest {
  private static final int REPLICATES = 10_000;

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void uarByUtterance(int index) {
    JsonNode node = node("uar", index);
    ConfusionMatrix matrix = LabelRecipe.of(node).matrix();
    Interval interval =
        Bootstrap.utterances(
            matrix, ClassificationMetrics.UAR, REPLICATES, Seeds.generator(1, "golden", index));
    assertThat(interval.value()).isCloseTo(node.get("uar").asDouble(), within(1e-12));
    assertThat(interval.n()).isEqualTo(node.get("n").asLong());
    assertThat(interval.undefined()).isZero();
    double sigma = node.get("one_sigma_of_an_end").get("" + REPLICATES).asDouble();
    JsonNode percentile = node.get("percentile");
    assertThat(interval.low())
        .isCloseTo(percentile.get("low").asDouble(), within(tolerance(percentile, 0, sigma)));
    assertThat(interval.high())
        .isCloseTo(percentile.get("high").asDouble(), within(tolerance(percentile, 1, sigma)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void uarBySpeaker(int index) {
    JsonNode node = node("uar", index);
    LabelRecipe labels = LabelRecipe.of(node);
    int[] speaker = LabelRecipe.ints(node.get("by_speaker").get("speaker"));
    SpeakerMatrices matrices = new SpeakerMatrices(labels.classes());
    for (int i = 0; i < speaker.length; i++) {
      matrices.add("s" + speaker[i], labels.truth()[i], labels.prediction()[i]);
    }
    Interval interval =
        Bootstrap.speakers(
            matrices, ClassificationMetrics.UAR, REPLICATES, Seeds.generator(2, "golden", index));
    assertThat(interval.value()).isCloseTo(node.get("uar").asDouble(), within(1e-12));
    assertThat(interval.n()).isEqualTo(12);
    JsonNode expected = node.get("by_speaker");
    double deviation = expected.get("standard_error").asDouble();
    double tolerance = 4 * endSigma(deviation, REPLICATES) + 4 * endSigma(deviation, 100_000);
    assertThat(interval.low()).isCloseTo(expected.get("low").asDouble(), within(tolerance));
    assertThat(interval.high()).isCloseTo(expected.get("high").asDouble(), within(tolerance));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void rankCorrelationOfModels(int index) {
    JsonNode node = node("spearman", index);
    String name = node.get("name").asText();
    double[] x = ReferenceFiles.numbers(node.get("x"));
    double[] u = Golden.uniform(LabelRecipe.SALT, name + "/x", 43);
    assertThat(x[0]).isEqualTo(name.equals("year") ? Math.floor(2009 + 16 * u[0]) : u[0]);
    Interval interval =
        Bootstrap.pairs(
            x,
            ReferenceFiles.numbers(node.get("y")),
            Correlation::spearman,
            REPLICATES,
            Seeds.generator(3, "golden", index));
    assertThat(interval.value()).isCloseTo(node.get("rho").asDouble(), within(1e-12));
    JsonNode percentile = node.get("percentile");
    double sigma = endSigma(percentile.get("standard_error").asDouble(), REPLICATES);
    // The lower tail of rho is longer than a normal one, so its end is less certain.
    assertThat(interval.low())
        .isCloseTo(percentile.get("low").asDouble(), within(2 * tolerance(percentile, 0, sigma)));
    assertThat(interval.high())
        .isCloseTo(percentile.get("high").asDouble(), within(tolerance(percentile, 1, sigma)));
  }

  private static JsonNode node(String kind, int index) {
    return ReferenceFiles.json("reference/statistics/bootstrap.json").get(kind).get(index);
  }

  private static double tolerance(JsonNode percentile, int end, double sigma) {
    return 4 * sigma + percentile.get("half_range_over_seeds").get(end).asDouble();
  }

  /** Standard error of a 2.5 % end of a normal distribution at B replicates. */
  private static double endSigma(double deviation, int replicates) {
    double density = Math.exp(-1.96 * 1.96 / 2) / Math.sqrt(2 * Math.PI) / deviation;
    return Math.sqrt(0.025 * 0.975 / replicates) / density;
  }
}
