package org.plateau.tables;

import org.apache.spark.sql.types.DataTypes;

/**
 * Tables of the analyses of predictions and scores. Each starts with what may share a statistic:
 * {@code source} (whose numbers), {@code experiment}, {@code release} (trained on) and {@code
 * selection} (how runs become one value a model: {@code mean} over seeds, {@code best-dev}, {@code
 * best-test}). All are snapshots, replaced a source at a time, only when they differ. {@code n} is
 * the number of models, clips or pairs used; a statistic that is undefined is NaN.
 */
public final class AnalysisTables {
  private static final String[] GROUP = {"source", "experiment", "release", "selection"};
  private static final String[] ON = {"task", "test_set", "condition"};

  /**
   * One value a model. {@code runs}: how many runs are behind it; {@code run_id}: the run, where it
   * is one. Published values stand beside those from predictions, told apart by source.
   */
  public static final TableSpec MODEL_SCORES =
      grouped("model_scores", "One score a model, seeds taken together")
          .key("model", "metric")
          .text("model_group")
          .ints("year")
          .text("modality")
          .doubles("value", "ci_low", "ci_high")
          .longs("n", "runs")
          .text("run_id")
          .booleans("above_chance")
          .build();

  /** Spearman's rho over the models that have both values; the interval resamples the models. */
  public static final TableSpec RANK_CORRELATIONS =
      TableSpec.table("rank_correlations", "Do two test sets rank the models alike?")
          .key(GROUP)
          .key("task_x", "test_set_x", "condition_x", "metric_x")
          .key("task_y", "test_set_y", "condition_y", "metric_y")
          .text("method")
          .doubles("rho", "ci_low", "ci_high", "kendall_tau_b")
          .longs("n")
          .ints("replicates", "undefined")
          .build();

  /** Predictor: year, parameters, macs, macs_torchinfo. Undefined: replicates without a value. */
  public static final TableSpec PROGRESS_CORRELATIONS =
      grouped("progress_correlations", "Are newer and bigger models better?")
          .key("metric", "predictor")
          .doubles("rho", "ci_low", "ci_high", "kendall_tau_b")
          .longs("n")
          .ints("replicates", "undefined")
          .build();

  public static final TableSpec PARTIAL_CORRELATIONS =
      grouped("partial_correlations", "Progress with one predictor, another held fixed")
          .key("metric", "predictor", "given")
          .doubles("rho", "ci_low", "ci_high")
          .longs("n")
          .ints("replicates", "undefined")
          .build();

  /**
   * Choice {@code without-group}: {@code left_out} names the model group, one row each. Choice
   * {@code random-subset}: {@code left_out} says how many models stay, the columns describe the
   * distribution over {@code subsets} draws, rho is its mean.
   */
  public static final TableSpec PROGRESS_SENSITIVITY =
      grouped("progress_sensitivity", "How progress depends on which models were chosen")
          .key("metric", "predictor", "choice", "left_out")
          .doubles("rho", "rho_low", "rho_median", "rho_high", "rho_min", "rho_max")
          .longs("n")
          .ints("subsets", "undefined")
          .build();

  /** Cost: parameters, macs, macs_torchinfo; on the front where no model is cheaper and better. */
  public static final TableSpec PARETO =
      grouped("pareto", "UAR against cost, and the models that nothing beats on both")
          .key("cost", "model")
          .doubles("cost_value", "uar")
          .booleans("on_front")
          .text("dominated_by")
          .build();

  /** Expected best of {@code trials} runs drawn with replacement from the {@code n} there are. */
  public static final TableSpec TUNING_CURVES =
      grouped("tuning_curves", "Expected best UAR after so many tuning runs")
          .key("model")
          .key("trials", DataTypes.IntegerType)
          .doubles("expected_best_test", "expected_best_dev", "expected_test_of_best_dev")
          .longs("n")
          .build();

  /**
   * Mean Gini and rho(UAR, Gini) over models above chance. {@code mean_gender_gap}: mean over those
   * of them that have one ({@code gender_gap_models}) of the mean speaker's UAR, women minus men.
   */
  public static final TableSpec FAIRNESS_SUMMARY =
      grouped("fairness_summary", "How evenly the models serve the speakers")
          .key("metric")
          .doubles("mean_gini", "rho_uar", "ci_low", "ci_high")
          .longs("n")
          .doubles("mean_gender_gap")
          .longs("models_below_chance", "gender_gap_models")
          .schemaVersion(2)
          .build();

  /** Each unordered pair once, model_a < model_b; seeds are compared one by one and averaged. */
  public static final TableSpec AGREEMENT =
      grouped("agreement", "Share of clips on which two models say the same")
          .key("model_a", "model_b")
          .doubles("agreement", "kappa", "both_wrong_same_answer", "yule_q", "oracle_accuracy")
          .longs("n")
          .build();

  /** Scope: {@code all} models or the {@code top5} by UAR; agreement is the mean over pairs. */
  public static final TableSpec AGREEMENT_SUMMARY =
      grouped("agreement_summary", "Agreement of all models and of the five best")
          .key("scope")
          .doubles("agreement", "kappa", "fleiss_kappa", "krippendorff_alpha")
          .longs("n", "models", "pairs")
          .build();

  /** Subset of the clips: all, right, wrong, as judged by {@code other}. */
  public static final TableSpec COMPLEMENTARITY =
      grouped("complementarity", "UAR of a model where another is right or wrong")
          .key("model", "other_experiment", "other", "subset")
          .doubles("uar")
          .longs("n")
          .build();

  /** Voters are the runs. Tie: the majority needed the tie rule. */
  public static final TableSpec DIFFICULTY =
      grouped("difficulty", "How hard a clip is, for people and for models")
          .key("utterance")
          .doubles("human_difficulty")
          .longs("models_disagreeing")
          .doubles("mean_loss")
          .text("label", "majority")
          .booleans("tie")
          .longs("models_wrong", "voters")
          .build();

  /** Model {@code *}: over all models. */
  public static final TableSpec DIFFICULTY_CORRELATIONS =
      grouped("difficulty_correlations", "What makes a clip hard")
          .key("measure", "model")
          .doubles("rho")
          .longs("n")
          .build();

  /**
   * Test: mcnemar_exact, mcnemar_mid_p, permutation, paired_bootstrap; nemenyi with task, test set
   * and condition {@code *}. Difference: UAR of a minus UAR of b (accuracy for McNemar; mean rank
   * for Nemenyi). {@code p_adjusted} by Holm, {@code p_adjusted_bh} by Benjamini-Hochberg, over the
   * pairs of one test, task, test set and condition.
   */
  public static final TableSpec SIGNIFICANCE =
      grouped("significance", "Does one model beat another?")
          .key("model_a", "model_b", "test")
          .doubles("difference", "ci_low", "ci_high", "statistic")
          .doubles("p", "p_adjusted", "p_adjusted_bh")
          .longs("n")
          .build();

  /** Mean rank over tasks (1 is best), Friedman's test and the critical difference at .05. */
  public static final TableSpec MODEL_RANKS =
      TableSpec.table("model_ranks", "Mean rank of the models over tasks")
          .key(GROUP)
          .key("scope", "model")
          .doubles("mean_rank", "friedman_chi2", "friedman_p", "critical_difference")
          .longs("models", "n")
          .build();

  /** {@code n} as given to Python's wordcloud: 1 single words, 2 pairs. */
  public static final TableSpec NGRAMS =
      TableSpec.table("ngrams", "Words and pairs of words of the transcripts")
          .key("corpus", "release", "source")
          .key("n", DataTypes.IntegerType)
          .key("ngram")
          .longs("count")
          .build();

  /** What papers print, as {@code import-scores} takes it. */
  public static final TableSpec PUBLISHED =
      TableSpec.table("published", "Scores that others published")
          .key("source", "paper_table", "task", "release", "test_set", "condition")
          .key("model", "metric")
          .text("experiment")
          .doubles("value", "ci_low", "ci_high")
          .build();

  private AnalysisTables() {}

  private static TableSpec.Builder grouped(String name, String comment) {
    return TableSpec.table(name, comment).key(GROUP).key(ON);
  }
}
