package org.plateau.stages;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import org.plateau.config.UserException;
import org.plateau.stages.score.ScoreTestSet;
import org.plateau.stages.snapshot.PartContents;
import org.plateau.stages.snapshot.Snapshots;
import org.plateau.stages.snapshot.TableRow;
import org.plateau.stages.testset.ReadPredictions;
import org.plateau.stages.testset.RunFacts;
import org.plateau.stages.testset.SpeakerGenders;
import org.plateau.stats.IntervalEnds;
import org.plateau.tables.RunTables;
import org.plateau.tables.ScoreTables;
import org.plateau.tables.TableSpec;
import org.plateau.tables.Warehouse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From predictions to {@code scores}, {@code speaker_scores} and {@code fairness}. Predictions
 * without a label do not count; those of superseded runs are left out and their old scores removed.
 * Scores are replaced a run at a time, and only where they differ.
 */
public final class Score {
  private static final Logger log = LoggerFactory.getLogger(Score.class);
  private static final List<TableSpec> TABLES =
      List.of(ScoreTables.SCORES, ScoreTables.SPEAKER_SCORES, ScoreTables.FAIRNESS);

  private final Warehouse warehouse;
  private final Settings settings;
  private final Map<String, Double> seconds = new TreeMap<>();

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
   * @param ends how the ends of an interval follow from its replicates
   */
  public record Settings(
      Map<String, List<String>> classesByTask, int replicates, long seed, IntervalEnds ends) {
    public Settings {
      Objects.requireNonNull(ends, "ends");
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
   * Seconds by step, after {@link #run}: {@code rows}, from the predictions to the result rows, and
   * one a table that was written.
   */
  public Map<String, Double> seconds() {
    return seconds;
  }

  /**
   * Scores all runs.
   *
   * @throws org.plateau.config.UserException if predictions name a task or a class that the
   *     settings do not have
   */
  public Result run() {
    if (!warehouse.exists(RunTables.PREDICTIONS)) {
      return new Result(0, 0, 0);
    }
    long start = System.nanoTime();
    Meanwhile<RunFacts> facts = Meanwhile.of(() -> RunFacts.of(warehouse));
    JavaRDD<ReadPredictions.Loaded> sets =
        ReadPredictions.of(warehouse, settings.classesByTask(), facts, null, true);
    ScoreTestSet scorer =
        new ScoreTestSet(
            SpeakerGenders.of(warehouse), settings.replicates(), settings.seed(), settings.ends());
    JavaRDD<Scored> scored =
        sets.map(set -> score(scorer, set)).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      long pairs = 0;
      PartContents contents = new PartContents();
      for (Summary part : scored.map(Scored::summary).collect()) {
        if (part.problem() != null) {
          throw new UserException(part.problem());
        }
        pairs += part.runs();
        contents.merge(part.contents());
      }
      seconds.put("rows", (System.nanoTime() - start) / 1e9);
      Snapshots.Result written =
          new Snapshots(warehouse, TABLES, "run_id")
              .write(scored.flatMap(part -> part.rows().iterator()), contents, run -> true);
      seconds.putAll(written.seconds());
      seconds.forEach((step, s) -> log.info("score: {} in {} s", step, s));
      Set<String> removed = new TreeSet<>(written.removed());
      removed.removeAll(written.written());
      return new Result(pairs, written.written().size(), removed.size());
    } finally {
      scored.unpersist();
    }
  }

  /**
   * Rows of one test set.
   *
   * @param runs number of runs on it
   * @param problem a mistake of the user's, or null
   */
  private record Scored(List<TableRow> rows, int runs, String problem) implements Serializable {
    Summary summary() {
      return new Summary(PartContents.of(rows), runs, problem);
    }
  }

  /** What the driver needs to know of it. */
  private record Summary(PartContents contents, int runs, String problem) implements Serializable {}

  private static Scored score(ScoreTestSet scorer, ReadPredictions.Loaded set) {
    List<TableRow> rows = new ArrayList<>();
    scorer.call(set).forEachRemaining(rows::add);
    int runs = set.problem() == null ? set.testSet().runs().size() : 0;
    return new Scored(rows, runs, set.problem());
  }
}
