package org.plateau.stats.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plateau.stats.ClassificationMetrics;
import org.plateau.stats.Gini;
import org.plateau.stats.Interval;
import org.plateau.stats.IntervalEnds;
import org.plateau.stats.Metric;
import org.plateau.stats.Metrics;
import org.plateau.stats.Percentiles;
import org.plateau.stats.ReferenceCheck;
import org.plateau.stats.Seeds;
import org.plateau.stats.SpeakerScores;
import org.plateau.stats.SplitMix64;
import org.plateau.testing.Golden;
import org.plateau.testing.ReferenceFiles;

/**
 * The paired bootstrap against 100,000 replicates of SciPy, against the race's table, and itself.
 */
class PanelTest {
  private static final List<Metric> UAR = List.of(ClassificationMetrics.UAR);

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void intervalsAgreeWithScipy(int index) {
    JsonNode node = ReferenceCheck.file("bootstrap").get("uar").get(index);
    int classes = node.get("classes").asInt();
    byte[] truth = ReferenceCheck.bytes(node.get("truth"));
    byte[] prediction = ReferenceCheck.bytes(node.get("prediction"));
    int[] speaker = ReferenceCheck.ints(node.get("by_speaker").get("speaker"));
    List<String> names = new ArrayList<>();
    for (int s = 0; s < 12; s++) {
      names.add("s" + s);
    }
    Panel panel =
        new Panel(classes, truth, speaker, names, new byte[][] {prediction, prediction, truth});
    int replicates = 10_000;
    PanelIntervals utterances = PanelIntervals.utterances(panel, UAR, replicates, 5, true);
    assertInterval(utterances.interval(0, 0), node.get("percentile"), replicates);
    assertInterval(utterances.interval(panel, 0, 0, IntervalEnds.BCA), node.get("BCa"), replicates);
    assertThat(utterances.interval(panel, 2, 0, IntervalEnds.BCA).high())
        .as("replicates all equal: nothing to correct")
        .isEqualTo(1);
    assertThat(utterances.replicates(0, 0)).isEqualTo(utterances.replicates(1, 0));
    assertThat(utterances.interval(2, 0).low()).as("all right, always").isEqualTo(1);
    PanelIntervals speakers = PanelIntervals.speakers(panel, UAR, replicates, 5, false);
    assertInterval(speakers.interval(0, 0), node.get("by_speaker"), replicates);
    assertThat(speakers.interval(0, 0).n()).isEqualTo(12);
  }

  private static void assertInterval(Interval found, JsonNode expected, int replicates) {
    double sigma = expected.get("standard_error").asDouble() / .0584;
    double tolerance = 4 * sigma * Math.sqrt(.025 * .975 * (1. / replicates + 1. / 100_000));
    assertThat(found.low()).isCloseTo(expected.get("low").asDouble(), within(tolerance));
    assertThat(found.high()).isCloseTo(expected.get("high").asDouble(), within(tolerance));
    assertThat(found.undefined()).isZero();
  }

  @Test
  void theRaceTable() {
    JsonNode expected = ReferenceCheck.file("evaluation");
    Panel panel = raceTable();
    List<Metric> metrics = List.copyOf(Metrics.all().values());
    int uar = metrics.indexOf(ClassificationMetrics.UAR);
    PanelIntervals found = PanelIntervals.utterances(panel, metrics, 1000, 1, false);
    double[] accuracy = ReferenceFiles.numbers(expected.get("accuracy"));
    for (int m = 0; m < 43; m++) {
      Interval interval = found.interval(m, uar);
      assertThat(interval.value()).isCloseTo(expected.get("uar").get(m).asDouble(), within(1e-12));
      assertThat(found.value(m, metrics.indexOf(ClassificationMetrics.ACCURACY)))
          .isCloseTo(accuracy[m], within(1e-12));
      assertThat(found.giniValue(m))
          .isCloseTo(expected.get("gini_over_speakers").get(m).asDouble(), within(1e-12));
      for (String form : List.of("index", "matrix", "cells")) {
        JsonNode ends = expected.get("interval_95_b1000").get(form).get(m);
        double tolerance = 4.5 * Math.sqrt(2) * 0.085 * (interval.high() - interval.low()) / 3.92;
        assertThat(interval.low()).isCloseTo(ends.get(0).asDouble(), within(tolerance));
        assertThat(interval.high()).isCloseTo(ends.get(1).asDouble(), within(tolerance));
      }
      assertThat(found.gini(m).low()).isLessThan(found.gini(m).high()).isGreaterThan(0);
    }
  }

  /** The table of the race: 43 models on 20,845 clips, by recipe. */
  static Panel raceTable() {
    int n = 20_845;
    double[] chosen = Golden.uniform("evaluation-1", "truth", n);
    double[] drawn = Golden.uniform("evaluation-1", "speaker", n);
    byte[] truth = new byte[n];
    int[] speaker = new int[n];
    byte[][] predictions = new byte[43][n];
    double[] cumulated = {.16, .16 + .28, .16 + .28 + .44};
    for (int i = 0; i < n; i++) {
      while (truth[i] < 3 && cumulated[truth[i]] <= chosen[i]) {
        truth[i]++;
      }
      speaker[i] = (int) (237 * (drawn[i] * drawn[i]));
    }
    for (int m = 0; m < 43; m++) {
      double[] keep = Golden.uniform("evaluation-1", "keep/" + m, n);
      double[] other = Golden.uniform("evaluation-1", "other/" + m, n);
      for (int i = 0; i < n; i++) {
        boolean right = keep[i] < .20 + .35 * m / 42 - .15 * (speaker[i] % 7) / 6;
        predictions[m][i] = right ? truth[i] : (byte) (4 * other[i]);
      }
    }
    List<String> names = new ArrayList<>();
    for (int s = 0; s < 237; s++) {
      names.add(String.format(Locale.ROOT, "spk-%03d", s));
    }
    return new Panel(4, truth, speaker, names, predictions);
  }

  @Test
  void everyReplicateIsWhatItsDrawsSay() {
    SplitMix64 random = Seeds.generator(9);
    int models = 70; // more than one block of 64
    int clips = 90;
    byte[] truth = new byte[clips];
    int[] speaker = new int[clips];
    byte[][] predictions = new byte[models][clips];
    for (int i = 0; i < clips; i++) {
      truth[i] = (byte) random.nextInt(3);
      speaker[i] = random.nextInt(5) - 1;
      for (byte[] model : predictions) {
        model[i] = (byte) (random.nextInt(3) == 0 ? truth[i] : random.nextInt(3));
      }
    }
    predictions[1] = predictions[69];
    Panel panel = new Panel(3, truth, speaker, List.of("a", "b", "c", "d"), predictions);
    new PanelBootstrap(panel)
        .utterances(
            50,
            3,
            true,
            (r, cells, scores, times) -> {
              for (int m = 0; m < models; m++) {
                long[] own = Arrays.copyOfRange(cells, m * 9, m * 9 + 9);
                assertThat(Arrays.stream(own).sum()).isEqualTo(clips);
                assertThat(Arrays.stream(own).min().getAsLong()).isNotNegative();
              }
              assertThat(Arrays.copyOfRange(cells, 9, 18))
                  .isEqualTo(Arrays.copyOfRange(cells, 69 * 9, 70 * 9));
              assertThat(scores[1]).isEqualTo(scores[69]);
            });
    PanelIntervals alone = PanelIntervals.utterances(panel, UAR, 200, 3, false);
    PanelIntervals threads = PanelIntervals.utterances(panel, UAR, 200, 3, true);
    assertThat(threads.replicates(5, 0)).isEqualTo(alone.replicates(5, 0));
    assertThat(threads.giniReplicates(5)).isEqualTo(alone.giniReplicates(5));
    double mean = Arrays.stream(alone.replicates(5, 0)).average().orElseThrow();
    assertThat(mean).isCloseTo(alone.value(5, 0), within(.02));
    PanelIntervals clusters = PanelIntervals.speakers(panel, UAR, 200, 3, false);
    long unknown = Arrays.stream(speaker).filter(s -> s < 0).count();
    assertThat(clusters.interval(0, 0).n()).isEqualTo(4 + unknown);
    assertThat(clusters.gini(0).n()).isEqualTo(4);
    assertThat(clusters.gini(0).value())
        .isEqualTo(SpeakerScores.of(panel.bySpeaker(0), ClassificationMetrics.UAR).gini());
  }

  @Test
  void noClipsOneSpeakerOneClass() {
    Panel empty = new Panel(2, new byte[0], new int[0], List.of(), new byte[1][0]);
    Interval nothing = PanelIntervals.utterances(empty, UAR, 10, 1, false).interval(0, 0);
    assertThat(nothing.value()).isNaN();
    assertThat(nothing.n()).isZero();
    assertThat(PanelIntervals.speakers(empty, UAR, 10, 1, false).gini(0).value()).isNaN();
    byte[] ones = {1, 1, 1, 1};
    Panel one = new Panel(2, ones, new int[4], List.of("s"), new byte[][] {ones});
    PanelIntervals found = PanelIntervals.utterances(one, UAR, 10, 1, false);
    assertThat(found.interval(0, 0).low()).isEqualTo(1);
    assertThat(found.gini(0).value()).isZero();
    assertThatThrownBy(
            () -> new Panel(2, ones, new int[4], List.of("s"), new byte[][] {new byte[3]}))
        .hasMessageContaining("found 3");
  }

  @Test
  void giniOfDrawnValues() {
    double[] values = {.3, .1, .5};
    assertThat(new SortedGini(values).drawn(2, 0, 3))
        .isCloseTo(Gini.of(.3, .3, .5, .5, .5), within(1e-15));
    assertThat(new SortedGini(values).drawn(0, 0, 0)).isNaN();
    assertThat(new SortedGini(0, 0).drawn(1, 1)).isZero();
    assertThat(SortedGini.of(new double[] {.3, Double.NaN, .1}, new SortedGini.Scratch(3)))
        .isCloseTo(Gini.of(.3, .1), within(1e-15));
  }

  @Test
  void sortsLikeTheLibrary() {
    SplitMix64 random = Seeds.generator(13);
    BucketSort sort = new BucketSort(300);
    for (int n : new int[] {0, 1, 2, 3, 50, 300}) {
      for (int kind = 0; kind < 4; kind++) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
          double u = random.nextDouble();
          values[i] = kind == 0 ? u : kind == 1 ? (int) (3 * u) / 3. : kind == 2 ? .5 : 1e-9 * u;
        }
        if (kind == 3 && n > 0) {
          values[0] = 1; // all others in one bucket
        }
        double[] expected = values.clone();
        Arrays.sort(expected);
        assertThat(Arrays.copyOf(sort.sort(values, n), n)).isEqualTo(expected);
      }
    }
  }

  /** Of 500 simulated test sets, the 95 % intervals cover the true UAR in 92 to 98 %. */
  @Test
  void intervalsCoverTheTruth() {
    double[] shares = {.5, .3, .2};
    double[] recalls = {.8, .55, .4};
    double truth = (recalls[0] + recalls[1] + recalls[2]) / 3;
    int covered = 0;
    for (int set = 0; set < 500; set++) {
      SplitMix64 random = Seeds.generator(11, "coverage", set);
      byte[] labels = new byte[400];
      byte[] predicted = new byte[400];
      for (int i = 0; i < labels.length; i++) {
        double u = random.nextDouble();
        labels[i] = (byte) (u < shares[0] ? 0 : u < shares[0] + shares[1] ? 1 : 2);
        boolean right = random.nextDouble() < recalls[labels[i]];
        predicted[i] = (byte) (right ? labels[i] : (labels[i] + 1 + random.nextInt(2)) % 3);
      }
      int[] unknown = new int[400];
      Arrays.fill(unknown, -1);
      Panel panel = new Panel(3, labels, unknown, List.of(), new byte[][] {predicted});
      PanelIntervals found = PanelIntervals.utterances(panel, UAR, 1000, set, false);
      Interval interval = Percentiles.interval(0, 400, found.replicates(0, 0));
      covered += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
    }
    assertThat(covered / 500.).isBetween(.92, .98);
  }
}
