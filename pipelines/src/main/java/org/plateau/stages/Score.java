package org.plateau.stages;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.plateau.stages.score.Counts;
import org.plateau.stages.score.Outcome;
import org.plateau.stages.score.ScoreRun;
import org.plateau.tables.CorpusTables;
import org.plateau.tables.ScoreTables;
import org.plateau.tables.TableSpec;
import org.plateau.tables.Warehouse;

/**
 * From predictions to {@code scores}, {@code speaker_scores} and {@code fairness}. Predictions
 * without a label do not count; those of superseded runs are left out and their old scores removed.
 * Scores are replaced a run at a time, and only where they differ.
 */
public final class Score {
  private static final Map<String, TableSpec> TABLES =
      Map.of(
          Outcome.SCORE, ScoreTables.SCORES,
          Outcome.SPEAKER_SCORE, ScoreTables.SPEAKER_SCORES,
          Outcome.FAIRNESS, ScoreTables.FAIRNESS);

  private final Warehouse warehouse;
  private final Settings settings;

  public Score(Warehouse warehouse, Settings settings) {
    this.warehouse = Objects.requireNonNull(warehouse, "warehouse");
    this.settings = Objects.requireNonNull(settings, "settings");
  }

  /**
   * How to score.
   *
   * @param classesByTask class names of each task, in the order of its logits
   * @param replicates replicates of each interval, >= 1; the paper has 1000
   * @param seed seed of the replicates
   */
  public record Settings(Map<String, List<String>> classesByTask, int replicates, long seed) {
    public Settings {
      classesByTask = Map.copyOf(classesByTask);
      if (replicates < 1) {
        throw new IllegalArgumentException("replicates must be >= 1, found " + replicates);
      }
    }
  }

  /**
   * What was done.
   *
   * @param scored pairs of run and test set (under one condition) that have scores now
   * @param runsWritten runs of which at least one row changed
   * @param runsRemoved runs whose scores were removed: superseded, or without predictions
   */
  public record Result(long scored, int runsWritten, int runsRemoved) {
    /** True if no table got a version. */
    public boolean unchanged() {
      return runsWritten == 0 && runsRemoved == 0;
    }
  }

  /**
   * Scores all runs.
   *
   * @throws org.plateau.config.UserException if predictions name a task or a class that the
   *     settings do not have
   */
  public Result run() {
    Dataset<Row> counts = Counts.of(warehouse).persist();
    Dataset<Row> outcomes =
        counts
            .repartition(counts.sparkSession().sparkContext().defaultParallelism())
            .flatMap(scorer(), Encoders.row(Outcome.SCHEMA))
            .persist();
    try {
      Counts.check(counts, settings.classesByTask());
      Set<String> written = new TreeSet<>();
      Set<String> removed = new TreeSet<>();
      for (Map.Entry<String, TableSpec> table : TABLES.entrySet()) {
        replace(table.getValue(), outcomes, table.getKey(), written, removed);
      }
      removed.removeAll(written);
      return new Result(counts.count(), written.size(), removed.size());
    } finally {
      outcomes.unpersist();
      counts.unpersist();
    }
  }

  private ScoreRun scorer() {
    return new ScoreRun(
        settings.classesByTask(), genders(), settings.replicates(), settings.seed());
  }

  /** Gender of each speaker whose utterances agree on it. */
  private Map<String, String> genders() {
    Map<String, String> genders = new HashMap<>();
    warehouse
        .read(CorpusTables.UTTERANCES)
        .where(col("speaker").isNotNull().and(col("gender").isNotNull()))
        .groupBy("corpus", "speaker")
        .agg(min("gender"), max("gender"))
        .collectAsList()
        .stream()
        .filter(row -> row.getString(2).equals(row.getString(3)))
        .forEach(
            row ->
                genders.put(
                    ScoreRun.speakerKey(row.getString(0), row.getString(1)), row.getString(2)));
    return genders;
  }

  /** Writes runs that differ; removes those that have no outcome of this kind. */
  private void replace(
      TableSpec spec,
      Dataset<Row> outcomes,
      String kind,
      Set<String> written,
      Set<String> removed) {
    Column[] columns =
        Arrays.stream(spec.schema().fieldNames()).map(name -> col(name)).toArray(Column[]::new);
    Dataset<Row> rows = outcomes.where(col("kind").equalTo(kind)).select(columns);
    List<String> gone =
        warehouse
            .read(spec)
            .join(rows.select("run_id").distinct(), new String[] {"run_id"}, "left_anti")
            .select("run_id")
            .distinct()
            .as(Encoders.STRING())
            .collectAsList();
    if (!gone.isEmpty()) {
      warehouse.delete(spec, col("run_id").isin(gone.toArray()));
      removed.addAll(gone);
    }
    written.addAll(warehouse.replaceGroups(spec, "run_id", rows));
  }
}
