package org.plateau.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final Metric UAR = ClassificationMetrics.UAR;

  @Test
  void coversTheTrueValueAboutNineteenTimesInTwenty() {
    SplitMix64 world = Seeds.generator(11, "coverage");
    double[] recalls = {0.8, 0.6, 0.4, 0.5};
    double truth = Arrays.stream(recalls).average().orElseThrow();
    int covered = 0;
    int worlds = 400;
    for (int w = 0; w < worlds; w++) {
      ConfusionMatrix matrix = new ConfusionMatrix(4);
      for (int i = 0; i < 300; i++) {
        int label = world.nextInt(4);
        boolean right = world.nextDouble() < recalls[label];
        matrix.add(label, right ? label : (label + 1) % 4);
      }
      Interval interval = Bootstrap.utterances(matrix, UAR, 300, Seeds.generator(12, w));
      if (interval.low() <= truth && truth <= interval.high()) {
        covered++;
      }
    }
    // 95 % of 400 is 380 with a standard error of 4.4; percentile intervals fall a little short.
    assertThat(covered).isBetween(362, 395);
  }

  @Test
  void widthOfAnAccuracyIntervalIsTheBinomialOne() {
    ConfusionMatrix matrix = ConfusionMatrix.of(2, 700, 300, 300, 700);
    Interval interval =
        Bootstrap.utterances(matrix, ClassificationMetrics.ACCURACY, 20_000, new SplitMix64(3));
    double deviation = Math.sqrt(0.7 * 0.3 / 2000);
    assertThat(interval.low()).isCloseTo(0.7 - 1.96 * deviation, within(0.05 * deviation + 5e-4));
    assertThat(interval.high()).isCloseTo(0.7 + 1.96 * deviation, within(0.05 * deviation + 5e-4));
  }

  @Test
  void equalSeedsGiveEqualIntervalsAndOthersDoNot() {
    ConfusionMatrix matrix = ConfusionMatrix.of(2, 30, 12, 9, 41);
    Interval first = Bootstrap.utterances(matrix, UAR, 500, new SplitMix64(5));
    assertThat(Bootstrap.utterances(matrix, UAR, 500, new SplitMix64(5))).isEqualTo(first);
    assertThat(Bootstrap.utterances(matrix, UAR, 500, new SplitMix64(6))).isNotEqualTo(first);
  }

  @Test
  void emptyDataAreUndefinedAndSaySo() {
    Interval interval = Bootstrap.utterances(new ConfusionMatrix(4), UAR, 100, new SplitMix64(1));
    assertThat(interval.value()).isNaN();
    assertThat(interval.low()).isNaN();
    assertThat(interval.high()).isNaN();
    assertThat(interval.n()).isZero();
    assertThat(interval.replicates()).isZero();
    assertThatThrownBy(
            () -> Bootstrap.utterances(new ConfusionMatrix(4), UAR, 0, new SplitMix64(1)))
        .hasMessageContaining("replicates");
  }

  @Test
  void undefinedReplicatesAreCountedAndLeftOut() {
    double[] x = {1, 1, 1, 2};
    double[] y = {1, 2, 3, 4};
    Interval interval =
        Bootstrap.pairs(x, y, Correlation::spearman, 2000, Seeds.generator(1, "constant"));
    // x is constant unless the last pair is drawn together with another: P = 1 - .75^4 - .25^4.
    double constant = Math.pow(0.75, 4) + Math.pow(0.25, 4);
    assertThat(interval.undefined() / 2000.0).isCloseTo(constant, within(0.05));
    assertThat(interval.low()).isGreaterThan(0);
  }

  @Test
  void aClipWithoutSpeakerIsAClusterOfItsOwn() {
    SpeakerMatrices matrices = new SpeakerMatrices(2);
    matrices.add("a", 0, 0, 10);
    matrices.add("b", 1, 1, 10);
    matrices.add(null, 0, 1, 3);
    matrices.add(null, 1, 1, 2);
    Interval interval = Bootstrap.speakers(matrices, UAR, 200, new SplitMix64(2));
    assertThat(interval.n()).isEqualTo(7);
    assertThat(interval.value()).isEqualTo(UAR.value(matrices.total()));
    assertThat(interval.low()).isLessThan(interval.high());
  }

  @Test
  void whereEveryClipIsItsOwnClusterBothBootstrapsAgree() {
    ConfusionMatrix clips = ConfusionMatrix.of(2, 60, 20, 30, 50);
    SpeakerMatrices unknown = new SpeakerMatrices(2);
    unknown.add(null, 0, 0, 60);
    unknown.add(null, 0, 1, 20);
    unknown.add(null, 1, 0, 30);
    unknown.add(null, 1, 1, 50);
    Interval byClip = Bootstrap.utterances(clips, UAR, 1000, new SplitMix64(9));
    assertThat(Bootstrap.speakers(unknown, UAR, 1000, new SplitMix64(9))).isEqualTo(byClip);
    assertThat(Bootstrap.utterances(unknown, m -> UAR.value(m.total()), 1000, new SplitMix64(9)))
        .isEqualTo(byClip);
  }

  @Test
  void giniHasAnIntervalOverClipsAndOverSpeakers() {
    SpeakerMatrices matrices = new SpeakerMatrices(2);
    for (int s = 0; s < 20; s++) {
      matrices.add("s" + s, 0, 0, 20 + s);
      matrices.add("s" + s, 0, 1, 20 - s);
      matrices.add("s" + s, 1, 1, 30);
      matrices.add("s" + s, 1, 0, 10);
    }
    SpeakerScores scores = SpeakerScores.of(matrices, UAR);
    Interval clips =
        Bootstrap.utterances(
            matrices, m -> SpeakerScores.of(m, UAR).gini(), 300, new SplitMix64(4));
    Interval speakers = Bootstrap.values(scores.values(), Gini::of, 300, new SplitMix64(4));
    assertThat(clips.value()).isEqualTo(scores.gini()).isEqualTo(speakers.value());
    assertThat(clips.n()).isEqualTo(1600);
    assertThat(speakers.n()).isEqualTo(20);
    assertThat(speakers.low()).isLessThan(scores.gini()).isPositive();
    assertThat(speakers.high()).isGreaterThan(scores.gini());
    assertThat(clips.high()).isGreaterThan(clips.low());
  }
}
