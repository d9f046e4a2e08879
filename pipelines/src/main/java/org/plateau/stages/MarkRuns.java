package org.plateau.stages;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.plateau.stages.score.PooledFolds;
import org.plateau.tables.RunTables;
import org.plateau.tables.ScoreTables;
import org.plateau.tables.TableSpec;
import org.plateau.tables.Warehouse;

/**
 * Keeps {@code runs.status} true: {@code superseded} for runs whose data or definition the plan no
 * longer asks for, {@code chance} for runs whose UAR on the test sets cannot be told from guessing.
 * Writes only rows whose status changes.
 */
public final class MarkRuns {
  /** Status of a finished run. */
  public static final String DONE = "done";

  /** Status of a finished run that guesses. */
  public static final String CHANCE = "chance";

  private static final TableSpec RUNS = RunTables.RUNS;

  private static final List<String> SLOT =
      List.of(
          "experiment",
          "corpus",
          "release",
          "task",
          "fold",
          "model",
          "optimiser",
          "learning_rate",
          "batch_size",
          "epochs",
          "seed");

  private final Warehouse warehouse;

  public MarkRuns(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /**
   * Retires runs that stand where a planned run with another identity now stands.
   *
   * @param experiment name of the experiment
   * @param planned ids of the runs that it asks for now
   * @return number of rows changed
   */
  public int superseded(String experiment, Set<String> planned) {
    List<Row> rows = ownRuns(experiment);
    Set<List<Object>> taken = new HashSet<>();
    rows.stream().filter(row -> planned.contains(id(row))).forEach(row -> taken.add(slot(row)));
    List<Row> changed = new ArrayList<>();
    for (Row row : rows) {
      String status = row.getString(RUNS.schema().fieldIndex("status"));
      boolean retired = status.equals(RunTables.SUPERSEDED);
      if (planned.contains(id(row)) && retired) {
        changed.add(withStatus(row, DONE));
      } else if (!planned.contains(id(row)) && !retired && taken.contains(slot(row))) {
        changed.add(withStatus(row, RunTables.SUPERSEDED));
      }
    }
    write(changed);
    return changed.size();
  }

  /**
   * Flags runs that guess: the interval of the UAR reaches 1/K on every test set. A fold's run is
   * judged by the pooled score of its seed, since a single speaker has too few clips.
   *
   * @return the planned runs that guess
   */
  public List<String> chance(String experiment, Set<String> planned) {
    Set<String> better = new HashSet<>();
    Set<String> judged = new HashSet<>();
    for (Row row :
        warehouse
            .read(ScoreTables.SCORES)
            .where(col("metric").equalTo("uar").and(col("interval").equalTo("utterance")))
            .select("run_id", "chance")
            .collectAsList()) {
      judged.add(row.getString(0));
      if (!row.isNullAt(1) && !row.getBoolean(1)) {
        better.add(row.getString(0));
      }
    }
    List<Row> changed = new ArrayList<>();
    List<String> guessing = new ArrayList<>();
    for (Row row : ownRuns(experiment)) {
      String judge = row.<String>getAs("judge");
      String status = row.getString(RUNS.schema().fieldIndex("status"));
      boolean settled = status.equals(DONE) || status.equals(CHANCE);
      if (!planned.contains(id(row)) || !settled || !judged.contains(judge)) {
        continue;
      }
      String now = better.contains(judge) ? DONE : CHANCE;
      if (now.equals(CHANCE)) {
        guessing.add(id(row));
      }
      if (!now.equals(status)) {
        changed.add(withStatus(row, now));
      }
    }
    write(changed);
    return guessing;
  }

  private List<Row> ownRuns(String experiment) {
    return warehouse
        .read(RUNS)
        .where(col("source").equalTo(RunCard.OWN_SOURCE).and(col("experiment").equalTo(experiment)))
        .withColumn("judge", PooledFolds.judge())
        .collectAsList();
  }

  private static String id(Row row) {
    return row.getString(RUNS.schema().fieldIndex("run_id"));
  }

  private static List<Object> slot(Row row) {
    return SLOT.stream()
        .map(column -> (Object) String.valueOf(row.get(RUNS.schema().fieldIndex(column))))
        .toList();
  }

  private static Row withStatus(Row row, String status) {
    Object[] cells = new Object[RUNS.schema().size()];
    Arrays.setAll(cells, row::get);
    cells[RUNS.schema().fieldIndex("status")] = status;
    return RowFactory.create(cells);
  }

  private void write(List<Row> rows) {
    if (!rows.isEmpty()) {
      warehouse.replaceGroups(RUNS, "run_id", TableRows.frame(warehouse, RUNS, rows));
    }
  }
}
