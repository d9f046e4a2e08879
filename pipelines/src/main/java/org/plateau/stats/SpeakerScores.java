package org.plateau.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * One score a known speaker, over the classes that this speaker has, however few clips; clips
 * without a speaker are left out.
 *
 * @param scores sorted by speaker; speakers whose score is undefined are left out
 */
public record SpeakerScores(List<Score> scores) {
  public SpeakerScores {
    scores = List.copyOf(scores);
  }

  /**
   * One speaker.
   *
   * @param speaker the corpus's own id
   * @param value the metric over this speaker's clips
   * @param n number of this speaker's clips, >= 1
   */
  public record Score(String speaker, double value, long n) {}

  /** Scores every speaker by the metric. */
  public static SpeakerScores of(SpeakerMatrices matrices, Metric metric) {
    List<Score> scores = new ArrayList<>();
    matrices
        .bySpeaker()
        .forEach(
            (speaker, matrix) -> {
              double value = metric.value(matrix);
              if (!Double.isNaN(value)) {
                scores.add(new Score(speaker, value, matrix.total()));
              }
            });
    return new SpeakerScores(scores);
  }

  /** The values in the order of {@link #scores()}. */
  public double[] values() {
    return scores.stream().mapToDouble(Score::value).toArray();
  }

  /** Gini coefficient of the values, see {@link Gini}; NaN without speakers. */
  public double gini() {
    return Gini.of(values());
  }

  /** Mean over speakers, each with the same weight; NaN without speakers. */
  public double mean() {
    double sum = 0;
    for (Score score : scores) {
      sum += score.value();
    }
    return scores.isEmpty() ? Double.NaN : sum / scores.size();
  }

  /** Lowest value; NaN without speakers. */
  public double worst() {
    return scores.stream().mapToDouble(Score::value).min().orElse(Double.NaN);
  }
}
