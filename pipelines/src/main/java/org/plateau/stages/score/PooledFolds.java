package org.plateau.stages.score;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.when;

import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.plateau.tables.RunTables;
import org.plateau.tables.Warehouse;

/**
 * The folds of one model and seed taken together: each speaker is predicted by the run that left it
 * out, and the union is one set of predictions on the whole corpus. The union gets a run id of its
 * own, which stands in {@code scores} and not in {@code runs}, and the corpus's name as test set.
 */
public final class PooledFolds {
  private static final String[] SLOT = {
    "experiment",
    "corpus",
    "release",
    "task",
    "model",
    "optimiser",
    "learning_rate",
    "batch_size",
    "epochs",
    "seed"
  };

  private PooledFolds() {}

  /** Over rows of {@code runs}: true for a run of one fold. */
  public static Column isFold() {
    return col("fold").isNotNull().and(col("fold").notEqual(""));
  }

  /** Over rows of {@code runs}: the id whose scores judge the run. */
  public static Column judge() {
    Column[] slot =
        Stream.concat(
                Stream.of(lit("pooled")),
                Stream.of(SLOT).map(functions::col).map(column -> column.cast("string")))
            .toArray(Column[]::new);
    return when(isFold(), sha2(concat_ws("/", slot), 256)).otherwise(col("run_id"));
  }

  /** The pooled predictions of all folds that stand, with the columns of {@code predictions}. */
  public static Dataset<Row> predictions(Warehouse warehouse) {
    Dataset<Row> folds =
        warehouse
            .read(RunTables.RUNS)
            .where(isFold().and(col("status").notEqual(RunTables.SUPERSEDED)))
            .select(col("run_id"), judge().as("pooled_id"), col("corpus"));
    Dataset<Row> predictions = warehouse.read(RunTables.PREDICTIONS);
    Column[] columns =
        Stream.of(predictions.columns())
            .map(
                column ->
                    column.equals("run_id")
                        ? col("pooled_id").as("run_id")
                        : column.equals("test_set") ? col("corpus").as("test_set") : col(column))
            .toArray(Column[]::new);
    return predictions.join(folds, "run_id").select(columns);
  }
}
