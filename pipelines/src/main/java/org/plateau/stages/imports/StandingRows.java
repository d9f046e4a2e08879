package org.plateau.stages.imports;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.plateau.tables.RunTables;
import org.plateau.tables.Warehouse;

/** The rows of {@code predictions} that belong to the runs of an import. */
public final class StandingRows {
  private static final String PREFIX = "standing_";
  private static final List<String> CONTENT = List.of("prediction", "label", "speaker", "logits");

  private final Dataset<Row> rows;
  private final boolean none;

  private StandingRows(Dataset<Row> rows, boolean none) {
    this.rows = rows;
    this.none = none;
  }

  /** Looks them up; nothing is read where the table is absent. */
  public static StandingRows of(Warehouse warehouse, Set<Slot> slots) {
    Set<String> runs = new TreeSet<>();
    Set<String> tasks = new TreeSet<>();
    Set<String> testSets = new TreeSet<>();
    for (Slot slot : slots) {
      runs.add(slot.runId());
      tasks.add(slot.run().task());
      testSets.add(slot.testSet());
    }
    Dataset<Row> rows =
        warehouse
            .read(RunTables.PREDICTIONS)
            .where(col("task").isin(tasks.toArray()))
            .where(col("test_set").isin(testSets.toArray()))
            .where(col("run_id").isin(runs.toArray()));
    boolean none = !warehouse.exists(RunTables.PREDICTIONS) || rows.limit(1).isEmpty();
    return new StandingRows(rows, none);
  }

  /** True if no row of these runs stands. */
  public boolean none() {
    return none;
  }

  /** The first given row that differs from the one that stands under its key. */
  public Optional<Conflict> conflict(Dataset<Row> given) {
    if (none) {
      return Optional.empty();
    }
    Dataset<Row> standing = rows.select(standingColumns());
    Column sameKey = lit(true);
    for (String key : RunTables.PREDICTIONS.keys()) {
      sameKey = sameKey.and(given.col(key).equalTo(standing.col(PREFIX + key)));
    }
    Column differs = lit(false);
    for (String column : CONTENT) {
      differs =
          differs.or(given.col(column).eqNullSafe(standing.col(PREFIX + column)).equalTo(false));
    }
    return given
        .join(standing, sameKey)
        .where(differs)
        .orderBy(TableRow.FILE, TableRow.ROW)
        .limit(1)
        .collectAsList()
        .stream()
        .findFirst()
        .map(StandingRows::conflict);
  }

  private static Column[] standingColumns() {
    return Stream.concat(RunTables.PREDICTIONS.keys().stream(), CONTENT.stream())
        .map(name -> col(name).as(PREFIX + name))
        .toArray(Column[]::new);
  }

  private static Conflict conflict(Row row) {
    String column =
        CONTENT.stream()
            .filter(name -> !Objects.equals(row.getAs(name), row.getAs(PREFIX + name)))
            .findFirst()
            .orElseThrow();
    return new Conflict(
        row.getAs(TableRow.FILE),
        row.getAs(TableRow.ROW),
        column,
        row.getAs(column),
        "utterance %s stands already with %s under source %s, model %s; rename the source or drop it"
            .formatted(
                row.getAs("utterance"),
                String.valueOf(row.<Object>getAs(PREFIX + column)),
                row.getAs("source"),
                row.getAs("model")),
        -1,
        0);
  }

  /** The given rows whose key does not stand. */
  public Dataset<Row> missing(Dataset<Row> given) {
    return none
        ? given
        : given.join(
            rows.select(RunTables.PREDICTIONS.keys().stream().map(k -> col(k)).toArray(Column[]::new)),
            RunTables.PREDICTIONS.keys().toArray(String[]::new),
            "left_anti");
  }
}
