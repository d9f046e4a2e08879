package org.plateau.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plateau.testing.Golden;
import org.plateau.testing.ReferenceFiles;

/** 20,845 predictions a model by recipe: UAR, accuracy, speaker scores, Gini, interval. */
class EvaluationGoldenTest {
  private static final String SALT = "evaluation-1";
  private static final int CLIPS = 20_845;
  private static final double[] CUMULATED = {.16, .16 + .28, .16 + .28 + .44};

  @ParameterizedTest
  @ValueSource(ints = {0, 21, 42})
  void model(int model) {
    JsonNode expected = ReferenceFiles.json("reference/statistics/evaluation.json");
    SpeakerMatrices matrices = predictions(model);
    ConfusionMatrix total = matrices.total();
    assertThat(total.total()).isEqualTo(CLIPS);
    assertThat(ClassificationMetrics.UAR.value(total))
        .isCloseTo(expected.get("uar").get(model).asDouble(), within(1e-12));
    assertThat(ClassificationMetrics.ACCURACY.value(total))
        .isCloseTo(expected.get("accuracy").get(model).asDouble(), within(1e-12));

    SpeakerScores scores = SpeakerScores.of(matrices, ClassificationMetrics.UAR);
    assertThat(scores.scores()).hasSize(expected.get("speakers").asInt());
    assertThat(scores.gini())
        .isCloseTo(expected.get("gini_over_speakers").get(model).asDouble(), within(1e-12));
    if (model == 0) {
      JsonNode first = expected.get("speaker_uar_first_model");
      for (SpeakerScores.Score score : scores.scores().subList(0, first.size())) {
        assertThat(score.value()).isCloseTo(first.get(score.speaker()).asDouble(), within(1e-12));
      }
    }

    Interval interval =
        Bootstrap.utterances(
            total, ClassificationMetrics.UAR, 1000, Seeds.generator(1, "evaluation", model));
    for (String form : List.of("index", "matrix", "cells")) {
      JsonNode ends = expected.get("interval_95_b1000").get(form).get(model);
      // Both sides are estimates from 1000 replicates, so the limit is 4 sqrt(2) standard errors of
      // one end: sqrt(.025 .975 / 1000) / .058 = .085 standard deviations of the statistic.
      double tolerance = 4 * Math.sqrt(2) * 0.085 * (interval.high() - interval.low()) / 3.92;
      assertThat(interval.low()).isCloseTo(ends.get(0).asDouble(), within(tolerance));
      assertThat(interval.high()).isCloseTo(ends.get(1).asDouble(), within(tolerance));
    }
  }

  private static SpeakerMatrices predictions(int model) {
    double[] chosen = Golden.uniform(SALT, "truth", CLIPS);
    double[] speakerDraw = Golden.uniform(SALT, "speaker", CLIPS);
    double[] keep = Golden.uniform(SALT, "keep/" + model, CLIPS);
    double[] other = Golden.uniform(SALT, "other/" + model, CLIPS);
    SpeakerMatrices matrices = new SpeakerMatrices(4);
    for (int i = 0; i < CLIPS; i++) {
      int truth = 0;
      while (truth < CUMULATED.length && CUMULATED[truth] <= chosen[i]) {
        truth++;
      }
      int speaker = (int) (237 * (speakerDraw[i] * speakerDraw[i]));
      boolean right = keep[i] < .20 + .35 * model / 42 - .15 * (speaker % 7) / 6;
      matrices.add(
          String.format(Locale.ROOT, "spk-%03d", speaker),
          truth,
          right ? truth : (int) (4 * other[i]));
    }
    return matrices;
  }
}
