package org.plateau.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.plateau.config.UserException;
import org.plateau.testing.Golden;

/** Seeds, percentiles, the chance rule, the lookup of metrics, scores of speakers. */
class StatsBasicsTest {
  @Test
  void hashesEqualThePublishedFnvVectors() {
    assertThat(Seeds.fnv1a64("")).isEqualTo(0xCBF29CE484222325L);
    assertThat(Seeds.fnv1a64("a")).isEqualTo(0xAF63DC4C8601EC8CL);
    assertThat(Seeds.fnv1a64("foobar")).isEqualTo(0x85944171F73967E8L);
  }

  @Test
  void generatorEqualsTheGoldenFormula() {
    double[] expected = Golden.uniform("check", "w", 4);
    SplitMix64 random = new SplitMix64(Seeds.fnv1a64("check/w"));
    for (double value : expected) {
      assertThat((random.nextLong() >>> 40) / 0x1p24).isEqualTo(value);
    }
  }

  @Test
  void seedsDifferByEveryPartAndItsBorders() {
    assertThat(Seeds.of(1, "a", "bc")).isEqualTo(Seeds.of(1, "a", "bc"));
    assertThat(Seeds.of(1, "a", "bc"))
        .isNotEqualTo(Seeds.of(1, "ab", "c"))
        .isNotEqualTo(Seeds.of(2, "a", "bc"))
        .isNotEqualTo(Seeds.of(1, "a/2:bc"));
  }

  @Test
  void boundedNumbersAreUniform() {
    SplitMix64 random = new SplitMix64(8);
    int[] counts = new int[3];
    for (int i = 0; i < 30_000; i++) {
      counts[random.nextInt(3)]++;
    }
    for (int count : counts) {
      assertThat(count).isBetween(9_650, 10_350);
    }
    assertThatThrownBy(() -> random.nextInt(0)).hasMessageContaining("found 0");
  }

  @Test
  void percentilesInterpolateLinearly() {
    double[] sorted = {1, 2, 4, 8};
    assertThat(Percentiles.ofSorted(sorted, 0)).isEqualTo(1);
    assertThat(Percentiles.ofSorted(sorted, 0.5)).isEqualTo(3);
    assertThat(Percentiles.ofSorted(sorted, 0.9)).isCloseTo(6.8, within(1e-12));
    assertThat(Percentiles.ofSorted(sorted, 1)).isEqualTo(8);
    assertThat(Percentiles.ofSorted(new double[] {5}, 0.3)).isEqualTo(5);
    assertThat(Percentiles.ofSorted(new double[0], 0.3)).isNaN();
    assertThatThrownBy(() -> Percentiles.ofSorted(sorted, 1.1)).hasMessageContaining("1.1");
  }

  @Test
  void chanceIsTheShareOfOneClassAndOnePoint() {
    assertThat(Chance.threshold(2)).isCloseTo(.51, within(1e-15));
    assertThat(Chance.threshold(4)).isCloseTo(.26, within(1e-15));
    assertThat(Chance.threshold(5)).isCloseTo(.21, within(1e-15));
    assertThat(Chance.isAbove(.26, 4)).isFalse();
    assertThat(Chance.isAbove(.2601, 4)).isTrue();
    assertThat(Chance.isAbove(Double.NaN, 4)).isFalse();
  }

  @Test
  void metricsAreFoundByName() {
    assertThat(Metrics.all()).containsKeys("uar", "accuracy", "macro_f1");
    assertThat(Metrics.named("uar")).isSameAs(ClassificationMetrics.UAR);
    assertThatThrownBy(() -> Metrics.named("acuracy"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'acuracy'")
        .hasMessageContaining("did you mean 'accuracy'?");
  }

  @Test
  void metricsOfAnEmptyMatrixAreUndefined() {
    for (Metric metric : Metrics.all().values()) {
      assertThat(metric.value(new ConfusionMatrix(3))).isNaN();
      assertThat(metric.policy()).isNotBlank();
      assertThat(metric.name()).matches("[a-z][a-z0-9_]*");
    }
  }

  @Test
  void speakersCountWithTheClassesTheyHave() {
    SpeakerMatrices matrices = new SpeakerMatrices(3);
    matrices.add("b", 0, 0, 3);
    matrices.add("b", 1, 0, 1);
    matrices.add("b", 1, 1, 1);
    matrices.add("a", 2, 2);
    matrices.add("c", 2, 0, 4);
    matrices.add(null, 0, 1, 100);
    SpeakerScores scores = SpeakerScores.of(matrices, ClassificationMetrics.UAR);
    assertThat(scores.scores())
        .containsExactly(
            new SpeakerScores.Score("a", 1, 1),
            new SpeakerScores.Score("b", 0.75, 5),
            new SpeakerScores.Score("c", 0, 4));
    assertThat(scores.mean()).isCloseTo(1.75 / 3, within(1e-15));
    assertThat(scores.worst()).isZero();
    // |1 - .75| + |1 - 0| + |.75 - 0| = 2, twice, over 2 * 9 * mean
    assertThat(scores.gini()).isCloseTo(4 / (18 * 1.75 / 3), within(1e-15));
    assertThat(SpeakerScores.of(new SpeakerMatrices(2), ClassificationMetrics.UAR).gini()).isNaN();
  }
}
