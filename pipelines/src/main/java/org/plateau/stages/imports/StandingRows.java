package org.plateau.stages.imports;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.plateau.tables.RunTables;
import org.plateau.tables.Warehouse;

/** The rows of {@code predictions} that belong to the runs of an import. */
public final class StandingRows {
  private static final String PREFIX = "standing_";
  private static final List<String> KEYS = RunTables.PREDICTIONS.keys();
  private static final List<String> CONTENT = List.of("prediction", "label", "speaker", "logits");

  private final Dataset<Row> rows;
  private final boolean none;

  private StandingRows(Dataset<Row> rows, boolean none) {
    this.rows = rows;
    this.none = none;
  }

  /**
   * How given rows stand to those of the table.
   *
   * @param missing given rows whose key does not stand
   * @param conflict the first given row that differs from the one that stands under its key
   */
  public record Comparison(long missing, Optional<Conflict> conflict) {}

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

  /** Compares in one pass over both. */
  public Comparison compare(Dataset<Row> given) {
    Dataset<Row> standing =
        rows.select(
            Stream.concat(KEYS.stream(), CONTENT.stream())
                .map(name -> col(name).as(PREFIX + name))
                .toArray(Column[]::new));
    Column sameKey = lit(true);
    for (String key : KEYS) {
      sameKey = sameKey.and(col(key).equalTo(col(PREFIX + key)));
    }
    Column absent = col(PREFIX + KEYS.get(0)).isNull();
    Column differs = lit(false);
    for (String column : CONTENT) {
      differs = differs.or(functions.not(col(column).eqNullSafe(col(PREFIX + column))));
    }
    List<Column> shown = new ArrayList<>(List.of(col(TableRow.FILE), col(TableRow.ROW)));
    Stream.of("utterance", "source", "model").forEach(name -> shown.add(col(name)));
    CONTENT.forEach(name -> shown.add(col(name)));
    CONTENT.forEach(name -> shown.add(col(PREFIX + name)));
    Row found =
        given
            .join(standing, sameKey, "left_outer")
            .agg(
                coalesce(sum(when(absent, 1L).otherwise(0L)), lit(0L)),
                min(when(functions.not(absent).and(differs), struct(shown.toArray(Column[]::new)))))
            .first();
    return new Comparison(
        found.getLong(0), Optional.ofNullable(found.<Row>getAs(1)).map(StandingRows::conflict));
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
        "utterance %s stands already with %s under source %s, model %s; drop the row or rename the source"
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
    Column[] keys = KEYS.stream().map(functions::col).toArray(Column[]::new);
    return given.join(rows.select(keys), KEYS.toArray(String[]::new), "left_anti");
  }
}
