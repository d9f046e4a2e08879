package org.plateau.report;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The queries behind the page: Spark SQL over the tables of a warehouse. The caller that fills
 * {@link ReportData} runs these texts and the page prints them, so a number and its query cannot
 * drift apart. Every query names its columns and sorts its rows by a full key. Runs that are
 * superseded are listed, but their results are left out.
 */
public final class ReportQueries {
  /** Models whose name begins so are baselines: shown beside the networks, never ranked. */
  public static final String BASELINE_PREFIX = "baseline-";

  private static final String NOT_BASELINE = "s.model NOT LIKE '" + BASELINE_PREFIX + "%'";
  private static final String TRAINED = "r.model NOT LIKE '" + BASELINE_PREFIX + "%'";
  private static final String PANEL =
      "s.source, s.experiment, s.task, s.release, s.test_set, s.condition";
  private static final String SCORE_COLUMNS =
      PANEL
          + ", s.run_id, s.model, s.seed,\n"
          + "  s.metric, s.interval, s.value, s.ci_low, s.ci_high, s.n, s.replicates,"
          + " s.above_chance, s.chance";
  private static final String NOT_SUPERSEDED =
      "\nLEFT ANTI JOIN runs x ON x.run_id = s.run_id AND x.status = 'superseded'";
  private static final String SCORE_ORDER =
      "\nORDER BY " + PANEL + ", s.model, s.seed, s.run_id, s.metric, s.interval";

  private final String filter;

  private ReportQueries(String filter) {
    this.filter = filter;
  }

  /**
   * Queries over the named experiments.
   *
   * @param experiments names of experiments; none means all
   */
  public static ReportQueries of(List<String> experiments) {
    if (experiments.isEmpty()) {
      return new ReportQueries("");
    }
    return new ReportQueries(
        new TreeSet<>(experiments)
            .stream()
                .map(ReportQueries::literal)
                .collect(Collectors.joining(", ", ".experiment IN (", ")")));
  }

  /** Releases with their clips, speakers and hours. */
  public String releases() {
    return """
        SELECT r.corpus, r.release, r.utterances, r.quarantined,
          count(DISTINCT u.speaker) AS speakers, sum(u.duration_seconds) / 3600 AS hours
        FROM releases r
        LEFT JOIN utterances u ON u.corpus = r.corpus AND u.release = r.release
        GROUP BY r.corpus, r.release, r.utterances, r.quarantined
        ORDER BY r.corpus, r.release""";
  }

  /** Clips and speakers by task, split and class. */
  public String classCounts() {
    return """
        SELECT l.corpus, l.release, l.task, u.split, l.label,
          count(*) AS clips, count(DISTINCT u.speaker) AS speakers
        FROM labels l
        JOIN utterances u
          ON u.corpus = l.corpus AND u.release = l.release AND u.utterance = l.utterance
        JOIN releases r ON r.corpus = l.corpus AND r.release = l.release
        GROUP BY l.corpus, l.release, l.task, u.split, l.label
        ORDER BY l.corpus, l.release, l.task, u.split, l.label""";
  }

  /** What could not be used, and why. */
  public String quarantine() {
    return """
        SELECT corpus, release, path, reason, detail
        FROM quarantine
        ORDER BY corpus, release, path""";
  }

  /** The catalogue's groups, oldest first. */
  public String groups() {
    return """
        SELECT model_group, min(year) AS first_year
        FROM models
        GROUP BY model_group
        ORDER BY first_year, model_group""";
  }

  /** Runs by model, hyper-parameters and status, without the baselines. */
  public String runGroups() {
    return """
        SELECT r.source, r.experiment, r.task, r.release, r.model,
          m.model_group, m.year, m.parameters,
          r.optimiser, r.learning_rate, r.batch_size, r.epochs, r.status,
          count(*) AS runs,
          array_join(sort_array(collect_set(CAST(r.seed AS BIGINT))), ', ') AS seeds,
          sum(r.attempts) AS attempts, sum(r.seconds) AS seconds
        FROM runs r
        LEFT JOIN models m ON m.model = r.model"""
        + where("r", TRAINED)
        + """

        GROUP BY r.source, r.experiment, r.task, r.release, r.model,
          m.model_group, m.year, m.parameters,
          r.optimiser, r.learning_rate, r.batch_size, r.epochs, r.status
        ORDER BY r.source, r.experiment, r.task, r.release, r.model,
          r.optimiser, r.learning_rate, r.batch_size, r.epochs, r.status""";
  }

  /** Every run, without the baselines. */
  public String runs() {
    return """
        SELECT r.run_id, r.source, r.experiment, r.task, r.release, r.model, r.seed, r.status,
          r.best_epoch, r.dev_uar, r.seconds, r.attempts
        FROM runs r"""
        + where("r", TRAINED)
        + "\nORDER BY r.source, r.experiment, r.task, r.release, r.model, r.seed, r.run_id";
  }

  /** Every run's metrics with their intervals, without the baselines. */
  public String scores() {
    return "SELECT "
        + SCORE_COLUMNS
        + "\nFROM scores s"
        + NOT_SUPERSEDED
        + where("s", NOT_BASELINE)
        + SCORE_ORDER;
  }

  /** The baselines' metrics with their intervals. */
  public String baselines() {
    return "SELECT "
        + SCORE_COLUMNS
        + "\nFROM scores s"
        + NOT_SUPERSEDED
        + where("s", "s.model LIKE '" + BASELINE_PREFIX + "%'")
        + SCORE_ORDER;
  }

  /** Metrics over seeds, without the baselines. */
  public String means() {
    return "SELECT "
        + PANEL
        + ",\n"
        + """
          s.model, m.model_group, s.metric, s.interval, count(*) AS seeds,
          avg(s.value) AS mean, min(s.value) AS lowest, max(s.value) AS highest,
          stddev_samp(s.value) AS deviation
        FROM scores s
        LEFT JOIN models m ON m.model = s.model"""
            .indent(2)
            .stripTrailing()
        + NOT_SUPERSEDED
        + where("s", NOT_BASELINE)
        + "\nGROUP BY "
        + PANEL
        + ", s.model, m.model_group, s.metric, s.interval"
        + "\nORDER BY "
        + PANEL
        + ", s.model, s.metric, s.interval";
  }

  /** Training curves. */
  public String epochs() {
    return """
        SELECT e.run_id, r.source, r.experiment, r.task, r.release, r.model, r.seed,
          e.epoch, e.train_loss, e.dev_loss, e.dev_uar, e.attempt
        FROM epochs e
        JOIN runs r ON r.run_id = e.run_id AND r.status <> 'superseded'"""
        + where("r", TRAINED)
        + """

        ORDER BY r.source, r.experiment, r.task, r.release, r.model, r.seed, e.run_id, e.epoch""";
  }

  /** Cells of the confusion matrices, summed over the runs of a model. */
  public String confusions() {
    return "SELECT "
        + PANEL
        + ",\n  s.model, s.label, s.prediction, count(*) AS clips\nFROM predictions s"
        + NOT_SUPERSEDED
        + where("s", NOT_BASELINE)
        + "\nGROUP BY "
        + PANEL
        + ", s.model, s.label, s.prediction\nORDER BY "
        + PANEL
        + ", s.model, s.label, s.prediction";
  }

  /** UAR of each speaker, mean over the seeds of a model. */
  public String speakers() {
    return "SELECT "
        + PANEL
        + ",\n"
        + "  s.model, m.model_group, s.speaker, avg(s.value) AS value, max(s.n) AS n,"
        + " count(*) AS seeds\n"
        + "FROM speaker_scores s\nLEFT JOIN models m ON m.model = s.model"
        + NOT_SUPERSEDED
        + where("s", "s.metric = 'uar'", NOT_BASELINE)
        + "\nGROUP BY "
        + PANEL
        + ", s.model, m.model_group, s.speaker\nORDER BY "
        + PANEL
        + ", s.model, s.speaker";
  }

  /** Gini coefficient of the speakers' UAR, mean over the seeds of a model. */
  public String fairness() {
    return "SELECT "
        + PANEL
        + """
        ,
          s.model, count(*) AS seeds,
          avg(s.gini) AS gini, min(s.gini) AS lowest_gini, max(s.gini) AS highest_gini,
          avg(s.mean_speaker_score) AS mean_speaker_score,
          avg(s.worst_speaker_score) AS worst_speaker_score,
          max(s.speakers) AS speakers
        FROM fairness s"""
        + NOT_SUPERSEDED
        + where("s", NOT_BASELINE)
        + "\nGROUP BY "
        + PANEL
        + ", s.model\nORDER BY "
        + PANEL
        + ", s.model";
  }

  private String where(String alias, String... conditions) {
    String all = String.join("\n  AND ", conditions);
    if (!filter.isEmpty()) {
      all = all.isEmpty() ? alias + filter : all + "\n  AND " + alias + filter;
    }
    return all.isEmpty() ? "" : "\nWHERE " + all;
  }

  private static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
