package org.plateau.tables;

/** Tables of scores; snapshots that are replaced a run at a time, only when they differ. */
public final class ScoreTables {
  /**
   * One row a run, test set, condition, metric and kind of interval. {@code above_chance}: the UAR
   * is larger than 1/K + .01. {@code chance}: the utterance interval of the UAR reaches 1/K, so the
   * run cannot be told from guessing. Both repeat on all rows of a run and test set. {@code policy}
   * says which classes enter the means.
   */
  public static final TableSpec SCORES =
      TableSpec.table("scores", "Scores of runs with intervals")
          .key("run_id", "test_set", "condition", "metric", "interval")
          .text("source", "experiment", "task", "release", "model")
          .longs("seed")
          .doubles("value", "ci_low", "ci_high")
          .longs("n")
          .ints("replicates")
          .booleans("above_chance", "chance")
          .text("policy")
          .build();

  public static final TableSpec SPEAKER_SCORES =
      TableSpec.table("speaker_scores", "Scores of single speakers")
          .key("run_id", "test_set", "condition", "speaker", "metric")
          .text("source", "experiment", "task", "release", "model")
          .longs("seed")
          .doubles("value")
          .longs("n")
          .build();

  /** Gender gap: mean speaker score of female minus male speakers, null where unknown. */
  public static final TableSpec FAIRNESS =
      TableSpec.table("fairness", "How evenly a run serves the speakers of a test set")
          .key("run_id", "test_set", "condition")
          .text("source", "experiment", "task", "release", "model")
          .longs("seed")
          .doubles("gini", "mean_speaker_score", "worst_speaker_score")
          .longs("speakers")
          .doubles("female_speaker_score", "male_speaker_score", "gender_gap")
          .build();

  private ScoreTables() {}
}
