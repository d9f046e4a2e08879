package org.plateau.stages.score;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.plateau.config.UserException;
import org.plateau.tables.RunTables;
import org.plateau.tables.Warehouse;

/**
 * Counts of (speaker, label, prediction), one row a run, test set and condition. One aggregation,
 * so that no prediction reaches the driver.
 */
public final class Counts {
  private Counts() {}

  /**
   * Columns: the identity of {@link Outcome} and {@code cells}, structs (speaker, label,
   * prediction, n).
   */
  public static Dataset<Row> of(Warehouse warehouse) {
    Dataset<Row> superseded =
        warehouse
            .read(RunTables.RUNS)
            .where(col("status").equalTo(RunTables.SUPERSEDED))
            .select("run_id");
    Column[] identity = Outcome.IDENTITY.stream().map(Counts::column).toArray(Column[]::new);
    List<Column> cell = new ArrayList<>(List.of(identity));
    cell.addAll(List.of(col("speaker"), col("label"), col("prediction")));
    return warehouse
        .read(RunTables.PREDICTIONS)
        .unionByName(PooledFolds.predictions(warehouse))
        .where(col("label").isNotNull())
        .join(superseded, new String[] {"run_id"}, "left_anti")
        .groupBy(cell.toArray(Column[]::new))
        .agg(count(lit(1)).as("n"))
        .groupBy(identity)
        .agg(
            array_sort(
                    collect_list(struct(col("speaker"), col("label"), col("prediction"), col("n"))))
                .as("cells"));
  }

  private static Column column(String name) {
    return col(name);
  }

  /**
   * Checks that every task is known and has the classes that its rows name.
   *
   * @throws UserException otherwise
   */
  public static void check(Dataset<Row> counts, Map<String, List<String>> classesByTask) {
    Dataset<Row> cells = counts.select(col("task"), explode(col("cells")).as("cell"));
    List<Row> named =
        cells
            .select(col("task"), col("cell.label").as("name"))
            .union(cells.select(col("task"), col("cell.prediction")))
            .distinct()
            .orderBy("task", "name")
            .collectAsList();
    for (Row row : named) {
      String task = row.getString(0);
      List<String> classes = classesByTask.get(task);
      if (classes == null) {
        throw new UserException(
            "task %s: predictions name it, but the configuration does not; known are %s"
                .formatted(task, classesByTask.keySet().stream().sorted().toList()));
      }
      if (!classes.contains(row.getString(1))) {
        throw new UserException(
            "task %s: predictions hold the class %s, which must be one of %s"
                .formatted(task, row.getString(1), classes));
      }
    }
  }
}
