package org.plateau.stages;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.plateau.stages.plan.ClipRow;
import org.plateau.stages.plan.PlannedRun;
import org.plateau.tables.RunTables;
import org.plateau.tables.Warehouse;

/**
 * Holds the rows that {@code predictions} should have against those it has. A row is current when
 * run, test set, utterance, audio, label and speaker all agree.
 */
final class ExpectedPredictions {
  private static final StructType CLIPS =
      new StructType()
          .add("test_set", DataTypes.StringType)
          .add("clips", DataTypes.StringType)
          .add("utterance", DataTypes.StringType)
          .add("audio_id", DataTypes.StringType)
          .add("label", DataTypes.StringType)
          .add("speaker", DataTypes.StringType);

  private static final StructType WANTED =
      new StructType()
          .add("run_id", DataTypes.StringType)
          .add("test_set", DataTypes.StringType)
          .add("clips", DataTypes.StringType);

  private static final Column[] COLUMNS =
      columns("run_id", "test_set", "utterance", "audio_id", "label", "speaker");

  private final Warehouse warehouse;
  private final Object[] runIds;
  private final String condition;
  private final Dataset<Row> expected;

  ExpectedPredictions(Warehouse warehouse, List<PlannedRun> runs, String condition) {
    this.warehouse = warehouse;
    this.condition = condition;
    this.runIds = runs.stream().map(PlannedRun::runId).toArray();
    // Runs on stored features may lack clips that others have: one list of clips for each.
    Map<String, Map<String, List<ClipRow>>> tests = new TreeMap<>();
    List<Row> wanted = new ArrayList<>();
    for (PlannedRun run : runs) {
      String key = run.extractor() == null ? "" : run.model().featureSet();
      run.fold()
          .tests()
          .forEach(
              (testSet, clips) -> {
                tests.computeIfAbsent(key, name -> new TreeMap<>()).put(testSet, clips);
                wanted.add(RowFactory.create(run.runId(), testSet, key));
              });
    }
    List<Row> clips = new ArrayList<>();
    tests.forEach(
        (key, sets) ->
            sets.forEach(
                (testSet, rows) -> rows.forEach(clip -> clips.add(row(testSet, key, clip)))));
    this.expected =
        warehouse
            .spark()
            .createDataFrame(wanted, WANTED)
            .join(
                warehouse.spark().createDataFrame(clips, CLIPS), new String[] {"test_set", "clips"})
            .select(COLUMNS);
  }

  private static Row row(String testSet, String key, ClipRow clip) {
    return RowFactory.create(
        testSet, key, clip.utterance(), clip.audioId(), clip.label(), clip.speaker());
  }

  private static Column[] columns(String... names) {
    return Arrays.stream(names).map(functions::col).toArray(Column[]::new);
  }

  private Dataset<Row> present() {
    return warehouse
        .read(RunTables.PREDICTIONS)
        .where(col("run_id").isin(runIds).and(col("condition").equalTo(condition)))
        .select(COLUMNS);
  }

  /** Deletes rows of these runs that have become wrong; returns their number. */
  long deleteStale() {
    Map<String, List<Object>> stale = new TreeMap<>();
    for (Row row : present().except(expected).collectAsList()) {
      stale
          .computeIfAbsent(row.getString(1), key -> new ArrayList<>())
          .add(row.getString(0) + "/" + row.getString(2));
    }
    long deleted = 0;
    for (Map.Entry<String, List<Object>> entry : stale.entrySet()) {
      deleted +=
          warehouse.delete(
              RunTables.PREDICTIONS,
              col("test_set")
                  .equalTo(entry.getKey())
                  .and(col("condition").equalTo(condition))
                  .and(
                      concat(col("run_id"), lit("/"), col("utterance"))
                          .isin(entry.getValue().toArray())));
    }
    return deleted;
  }

  /**
   * What lacks.
   *
   * @return by run, by test set: the utterances, or an empty list for the whole test set
   */
  Map<String, Map<String, List<String>>> missing() {
    Dataset<Row> lacking = expected.except(present());
    Dataset<Row> totals = expected.groupBy("run_id", "test_set").agg(count(lit(1)).as("total"));
    Dataset<Row> counts = lacking.groupBy("run_id", "test_set").agg(count(lit(1)).as("lacking"));
    Map<String, Map<String, List<String>>> missing = new TreeMap<>();
    List<String> partly = new ArrayList<>();
    for (Row row : counts.join(totals, new String[] {"run_id", "test_set"}).collectAsList()) {
      missing
          .computeIfAbsent(row.getString(0), id -> new TreeMap<>())
          .put(row.getString(1), List.of());
      if (row.getLong(2) < row.getLong(3)) {
        partly.add(row.getString(0));
      }
    }
    if (!partly.isEmpty()) {
      lacking
          .where(col("run_id").isin(partly.toArray()))
          .groupBy("run_id", "test_set")
          .agg(functions.sort_array(collect_list("utterance")))
          .collectAsList()
          .forEach(row -> missing.get(row.getString(0)).put(row.getString(1), row.getList(2)));
    }
    return missing;
  }
}
