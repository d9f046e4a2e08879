package org.plateau.stages.testset;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.plateau.stages.score.PooledFolds;
import org.plateau.tables.RunTables;
import org.plateau.tables.Warehouse;

/**
 * What {@code runs} says about runs that have predictions.
 *
 * @param superseded runs that no longer count
 * @param folds by run of one fold: what its predictions are pooled into
 * @param devUar by run id; absent where unknown
 * @param modality by run id, where an import says it
 */
public record RunFacts(
    Set<String> superseded,
    Map<String, Pool> folds,
    Map<String, Double> devUar,
    Map<String, String> modality)
    implements Serializable {

  /**
   * All folds of one model and seed together.
   *
   * @param runId id of the union
   * @param testSet the corpus
   */
  public record Pool(String runId, String testSet) implements Serializable {}

  /** Reads the table once. */
  public static RunFacts of(Warehouse warehouse) {
    Set<String> superseded = new HashSet<>();
    Map<String, Pool> folds = new HashMap<>();
    Map<String, Double> devUar = new HashMap<>();
    Map<String, String> modality = new HashMap<>();
    for (Row row :
        warehouse
            .read(RunTables.RUNS)
            .select(
                col("run_id"),
                col("status"),
                PooledFolds.isFold(),
                PooledFolds.judge(),
                col("corpus"),
                col("dev_uar"),
                col("modality"))
            .collectAsList()) {
      String run = row.getString(0);
      if (RunTables.SUPERSEDED.equals(row.getString(1))) {
        superseded.add(run);
      } else if (!row.isNullAt(2) && row.getBoolean(2)) {
        folds.put(run, new Pool(row.getString(3), row.getString(4)));
      }
      if (!row.isNullAt(5)) {
        devUar.put(run, row.getDouble(5));
      }
      if (!row.isNullAt(6)) {
        modality.put(run, row.getString(6));
      }
    }
    return new RunFacts(superseded, folds, devUar, modality);
  }
}
