package org.plateau.stages;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.plateau.features.FeatureExtractor;
import org.plateau.features.FeatureSets;
import org.plateau.tables.SignalTables;
import org.plateau.tables.Warehouse;

/** Stores one feature set of every clip in {@code audio} that {@code features} lacks. */
public final class ExtractFeatures {
  private final Warehouse warehouse;

  public ExtractFeatures(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /**
   * What happened.
   *
   * @param extracted clips extracted now
   * @param tooShort clips without a single frame, which get no row
   */
  public record Result(long extracted, long tooShort) {}

  /** Extracts the set where it is missing and registers the names of its columns. */
  public Result execute(String featureSet) {
    FeatureExtractor extractor = FeatureSets.create(featureSet);
    Dataset<Row> done =
        warehouse
            .read(SignalTables.FEATURES)
            .where(
                col("feature_set")
                    .equalTo(featureSet)
                    .and(col("extractor").equalTo(extractor.extractor())))
            .select("audio_id");
    Dataset<Row> todo =
        warehouse
            .read(SignalTables.AUDIO)
            .select("audio_id", "samples")
            .join(done, new String[] {"audio_id"}, "left_anti");
    long clips = todo.select("audio_id").count();
    LongAccumulator tooShort = warehouse.spark().sparkContext().longAccumulator("too short");
    if (clips > 0) {
      warehouse.append(
          SignalTables.FEATURES,
          todo.mapPartitions(
              new ExtractClips(featureSet, tooShort),
              Encoders.row(SignalTables.FEATURES.schema())));
      warehouse.appendMissing(
          SignalTables.FEATURE_NAMES,
          TableRows.frame(warehouse, SignalTables.FEATURE_NAMES, names(extractor)));
    }
    return new Result(clips - tooShort.value(), tooShort.value());
  }

  private static List<Row> names(FeatureExtractor extractor) {
    List<Row> rows = new ArrayList<>();
    for (String name : extractor.names()) {
      rows.add(
          TableRows.of(SignalTables.FEATURE_NAMES)
              .with("feature_set", extractor.featureSet())
              .with("extractor", extractor.extractor())
              .with("dim", rows.size())
              .with("name", name)
              .row());
    }
    return rows;
  }
}
