package org.plateau.report.data;

import java.util.List;

/**
 * The relations behind the pages. Runs that are superseded are listed, but their results are left
 * out.
 */
public final class Relations {
  public static final Relation MODELS = Relation.table("models");
  public static final Relation MODEL_SCORES = Relation.table("model_scores");
  public static final Relation RANK_CORRELATIONS = Relation.table("rank_correlations");
  public static final Relation PROGRESS = Relation.table("progress_correlations");
  public static final Relation PARTIAL = Relation.table("partial_correlations");
  public static final Relation SENSITIVITY = Relation.table("progress_sensitivity");
  public static final Relation PARETO = Relation.table("pareto");
  public static final Relation TUNING_CURVES = Relation.table("tuning_curves");
  public static final Relation FAIRNESS_SUMMARY = Relation.table("fairness_summary");
  public static final Relation AGREEMENT = Relation.table("agreement");
  public static final Relation AGREEMENT_SUMMARY = Relation.table("agreement_summary");
  public static final Relation COMPLEMENTARITY = Relation.table("complementarity");
  public static final Relation DIFFICULTY_CORRELATIONS = Relation.table("difficulty_correlations");
  public static final Relation MODEL_RANKS = Relation.table("model_ranks");
  public static final Relation PUBLISHED = Relation.table("published");

  private static final String GROUP =
      "source, experiment, release, selection, task, test_set, condition";
  private static final String PANEL =
      "s.source, s.experiment, s.task, s.release, s.test_set, s.condition";
  private static final String STANDING =
      "\nLEFT ANTI JOIN runs x ON x.run_id = s.run_id AND x.status = 'superseded'";

  /** Pairs of models by test: how many differ at .05 after Holm's correction. */
  public static final Relation SIGNIFICANCE =
      Relation.query(
          "SELECT "
              + GROUP
              + ", test, count(*) AS pairs,\n"
              + "  count_if(p_adjusted < 0.05) AS different, max(n) AS n\n"
              + "FROM significance\nGROUP BY "
              + GROUP
              + ", test",
          "significance");

  /** Clips by the number of models that disagree with the majority. */
  public static final Relation DIFFICULTY =
      Relation.query(
          "SELECT "
              + GROUP
              + ",\n  models_disagreeing, max(voters) AS voters, count(*) AS clips,\n"
              + "  avg(human_difficulty) AS human_difficulty, avg(mean_loss) AS mean_loss\n"
              + "FROM difficulty\nGROUP BY "
              + GROUP
              + ", models_disagreeing",
          "difficulty");

  /** UAR of every run with its interval over the utterances. */
  public static final Relation RUN_SCORES =
      Relation.query(
          "SELECT "
              + PANEL
              + ", s.run_id, s.model, m.model_group, s.seed,\n"
              + "  s.metric, s.interval, s.value, s.ci_low, s.ci_high, s.n, s.above_chance,"
              + " s.chance\n"
              + "FROM scores s\nLEFT JOIN models m ON m.model = s.model"
              + STANDING,
          "scores",
          "models",
          "runs");

  /** Scores of the models' runs, mean over the seeds. */
  public static final Relation RUN_MEANS =
      Relation.query(
          "SELECT "
              + PANEL
              + ", s.model, m.model_group,\n"
              + "  s.metric, s.interval, count(*) AS seeds, avg(s.value) AS mean,\n"
              + "  min(s.value) AS lowest, max(s.value) AS highest,"
              + " stddev_samp(s.value) AS deviation\n"
              + "FROM scores s\nLEFT JOIN models m ON m.model = s.model"
              + STANDING
              + "\nGROUP BY "
              + PANEL
              + ", s.model, m.model_group, s.metric, s.interval",
          "scores",
          "models",
          "runs");

  /** UAR of each speaker, mean over the runs of a model. */
  public static final Relation SPEAKERS =
      Relation.query(
          "SELECT "
              + PANEL
              + ", s.model, m.model_group, s.speaker,\n"
              + "  avg(s.value) AS value, max(s.n) AS n, count(*) AS seeds\n"
              + "FROM speaker_scores s\nLEFT JOIN models m ON m.model = s.model"
              + STANDING
              + "\nWHERE s.metric = 'uar'\nGROUP BY "
              + PANEL
              + ", s.model, m.model_group, s.speaker",
          "speaker_scores",
          "models",
          "runs");

  /** UAR of each speaker over all runs of an experiment. */
  public static final Relation HARDEST_SPEAKERS =
      Relation.query(
          "SELECT "
              + PANEL
              + ", s.speaker,\n"
              + "  avg(s.value) AS mean, min(s.value) AS lowest, max(s.value) AS highest,\n"
              + "  max(s.n) AS n, count(DISTINCT s.model) AS models\n"
              + "FROM speaker_scores s"
              + STANDING
              + "\nWHERE s.metric = 'uar' AND s.speaker IS NOT NULL\nGROUP BY "
              + PANEL
              + ", s.speaker",
          "speaker_scores",
          "runs");

  /** How evenly the runs of a model serve the speakers, with the mean UAR of those runs. */
  public static final Relation FAIRNESS =
      Relation.query(
          "SELECT "
              + PANEL
              + ", s.model, m.model_group, count(*) AS seeds,\n"
              + "  avg(s.gini) AS gini, avg(u.value) AS uar,\n"
              + "  avg(s.mean_speaker_score) AS mean_speaker_score,\n"
              + "  avg(s.worst_speaker_score) AS worst_speaker_score,\n"
              + "  avg(s.gender_gap) AS gender_gap, max(s.speakers) AS speakers\n"
              + "FROM fairness s\nLEFT JOIN models m ON m.model = s.model\n"
              + "LEFT JOIN scores u ON u.run_id = s.run_id AND u.test_set = s.test_set\n"
              + "  AND u.condition = s.condition AND u.metric = 'uar'"
              + " AND u.interval = 'utterance'"
              + STANDING
              + "\nGROUP BY "
              + PANEL
              + ", s.model, m.model_group",
          "fairness",
          "scores",
          "models",
          "runs");

  /** Cells of the confusion matrices, summed over the runs of a model. */
  public static final Relation CONFUSIONS =
      Relation.query(
          "SELECT "
              + PANEL
              + ", s.model, s.label, s.prediction, count(*) AS clips\nFROM predictions s"
              + STANDING
              + "\nGROUP BY "
              + PANEL
              + ", s.model, s.label, s.prediction",
          "predictions",
          "runs");

  /** Every run. */
  public static final Relation RUNS =
      Relation.query(
          """
          SELECT r.run_id, r.source, r.experiment, r.task, r.release, r.model, m.model_group,
            m.year, m.parameters, r.optimiser, r.learning_rate, r.batch_size, r.epochs, r.seed,
            r.status, r.best_epoch, r.dev_uar, r.seconds, r.attempts
          FROM runs r
          LEFT JOIN models m ON m.model = r.model""",
          "runs",
          "models");

  /** Dev UAR by epoch. */
  public static final Relation EPOCHS =
      Relation.query(
          """
          SELECT e.run_id, r.source, r.experiment, r.task, r.release, r.model, r.seed,
            e.epoch, e.dev_uar, e.seconds
          FROM epochs e
          JOIN runs r ON r.run_id = e.run_id AND r.status <> 'superseded'""",
          "epochs",
          "runs");

  /** Losses by epoch, one row a split. */
  public static final Relation LOSSES =
      Relation.query(
          """
          SELECT e.run_id, r.source, r.experiment, r.task, r.release, r.model, r.seed,
            e.epoch, stack(2, 'train', e.train_loss, 'dev', e.dev_loss) AS (split, loss)
          FROM epochs e
          JOIN runs r ON r.run_id = e.run_id AND r.status <> 'superseded'""",
          "epochs",
          "runs");

  /** Releases with their clips, speakers and hours. */
  public static final Relation RELEASES =
      Relation.query(
          """
          SELECT r.corpus, r.release, r.utterances, r.quarantined,
            count(DISTINCT u.speaker) AS speakers, sum(u.duration_seconds) / 3600 AS hours
          FROM releases r
          LEFT JOIN utterances u ON u.corpus = r.corpus AND u.release = r.release
          GROUP BY r.corpus, r.release, r.utterances, r.quarantined""",
          "releases",
          "utterances");

  /** Clips and speakers by task, split and class. */
  public static final Relation CLASSES =
      Relation.query(
          """
          SELECT l.corpus, l.release, l.task, u.split, l.label,
            count(*) AS clips, count(DISTINCT u.speaker) AS speakers
          FROM labels l
          JOIN utterances u
            ON u.corpus = l.corpus AND u.release = l.release AND u.utterance = l.utterance
          JOIN releases r ON r.corpus = l.corpus AND r.release = l.release
          GROUP BY l.corpus, l.release, l.task, u.split, l.label""",
          "labels",
          "utterances",
          "releases");

  /** What could not be used, by reason. */
  public static final Relation QUARANTINE = Relation.table("quarantine");

  /** Probing, mean over layers and epochs. */
  public static final Relation PROBING =
      Relation.query(
          """
          SELECT r.source, r.experiment, r.task, r.release, r.model, p.feature,
            avg(p.pearson_r) AS pearson_r, avg(p.pearson_r_pooled) AS pearson_r_pooled,
            count(*) AS n
          FROM probing p
          JOIN runs r ON r.run_id = p.run_id AND r.status <> 'superseded'
          GROUP BY r.source, r.experiment, r.task, r.release, r.model, p.feature""",
          "probing",
          "runs");

  /** CKA of each layer with itself before training, mean over the runs of a model. */
  public static final Relation CKA =
      Relation.query(
          """
          SELECT r.source, r.experiment, r.task, r.release, r.model, c.epoch, c.layer_a AS layer,
            avg(c.value) AS value, avg(c.value_unbiased) AS value_unbiased
          FROM cka c
          JOIN runs r ON r.run_id = c.run_id AND r.status <> 'superseded'
          WHERE c.layer_a = c.layer_b
          GROUP BY r.source, r.experiment, r.task, r.release, r.model, c.epoch, c.layer_a""",
          "cka",
          "runs");

  /** The most frequent pairs of words. */
  public static final Relation BIGRAMS =
      Relation.query(
          """
          SELECT corpus, release, source, ngram, count
          FROM (
            SELECT *, row_number() OVER (
              PARTITION BY corpus, release, source ORDER BY count DESC, ngram) AS place
            FROM ngrams
            WHERE n = 2)
          WHERE place <= 25""",
          "ngrams");

  private Relations() {}

  /** All relations that do not depend on an option. */
  public static List<Relation> all() {
    return List.of(
        MODELS,
        MODEL_SCORES,
        RANK_CORRELATIONS,
        PROGRESS,
        PARTIAL,
        SENSITIVITY,
        PARETO,
        TUNING_CURVES,
        FAIRNESS_SUMMARY,
        AGREEMENT,
        AGREEMENT_SUMMARY,
        COMPLEMENTARITY,
        DIFFICULTY_CORRELATIONS,
        MODEL_RANKS,
        PUBLISHED,
        SIGNIFICANCE,
        DIFFICULTY,
        RUN_SCORES,
        RUN_MEANS,
        SPEAKERS,
        HARDEST_SPEAKERS,
        FAIRNESS,
        CONFUSIONS,
        RUNS,
        EPOCHS,
        LOSSES,
        RELEASES,
        CLASSES,
        QUARANTINE,
        PROBING,
        CKA,
        BIGRAMS);
  }

  /**
   * Own scores beside published ones. A published row without an own one stands with nulls. Rows
   * meet where experiment, task, release, test set, condition, model and metric are the same; runs
   * become one value by their mean, but in the tuning experiment by the best on the test set, as
   * published.
   */
  public static Relation against(String published) {
    return Relation.query(
        """
        SELECT p.paper_table, p.experiment, p.task, p.release, p.test_set, p.condition,
          p.model, p.metric, o.source AS own_source, m.model_group, m.year,
          o.value AS own, p.value AS published, o.value - p.value AS difference,
          o.ci_low, o.ci_high, o.n
        FROM published p
        LEFT JOIN model_scores o ON o.source <> p.source AND o.experiment = p.experiment
          AND o.task = p.task AND o.release = p.release AND o.test_set = p.test_set
          AND o.condition = p.condition AND o.model = p.model AND o.metric = p.metric
          AND o.selection = CASE WHEN p.experiment = 'tuning' THEN 'best-test' ELSE 'mean' END
        LEFT JOIN models m ON m.model = p.model
        WHERE p.source = %s"""
            .formatted(Slice.literal(published)),
        "published",
        "model_scores",
        "models");
  }
}
