package org.plateau.stages.extract;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.plateau.tables.SignalTables;

/** Rows (audio_id, frames of doubles) in, rows of {@code features} out, or what is wrong. */
final class ToFeatureRow implements MapFunction<Row, Row> {
  /** Column that says why a row cannot be taken; null for a good one. */
  static final String PROBLEM = "problem";

  static final StructType SCHEMA =
      SignalTables.FEATURES.schema().add(PROBLEM, DataTypes.StringType);

  private static final long serialVersionUID = 1L;

  private final String featureSet;
  private final String extractor;

  ToFeatureRow(String featureSet, String extractor) {
    this.featureSet = featureSet;
    this.extractor = extractor;
  }

  @Override
  public Row call(Row row) {
    String audioId = row.getString(0);
    List<scala.collection.Seq<Double>> frames = row.isNullAt(1) ? List.of() : row.getList(1);
    int dims = frames.isEmpty() || frames.get(0) == null ? 0 : frames.get(0).size();
    if (dims == 0) {
      return bad(audioId, "has no values");
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(
                Math.multiplyExact(Math.multiplyExact(frames.size(), dims), Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int t = 0; t < frames.size(); t++) {
      scala.collection.Seq<Double> frame = frames.get(t);
      if (frame == null || frame.size() != dims) {
        return bad(audioId, "row %d has not the %d columns of the first".formatted(t, dims));
      }
      for (int d = 0; d < dims; d++) {
        Object value = frame.apply(d);
        if (value == null || !Float.isFinite(((Double) value).floatValue())) {
          return bad(
              audioId,
              "row %d, column %d is %s; every value must be a finite number"
                  .formatted(t, d, value));
        }
        bytes.putFloat(((Double) value).floatValue());
      }
    }
    return RowFactory.create(
        featureSet, extractor, audioId, frames.size(), dims, bytes.array(), null);
  }

  private Row bad(String audioId, String problem) {
    return RowFactory.create(featureSet, extractor, audioId, 0, 0, new byte[0], problem);
  }
}
