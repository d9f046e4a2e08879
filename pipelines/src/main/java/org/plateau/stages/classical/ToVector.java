package org.plateau.stages.classical;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Rows (audio_id, float32 bytes) in, rows (audio_id, vector) out. */
final class ToVector implements MapFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  @Override
  public Row call(Row row) {
    FloatBuffer values =
        ByteBuffer.wrap(row.<byte[]>getAs(1)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    double[] vector = new double[values.remaining()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = values.get(i);
    }
    return RowFactory.create(row.getString(0), Vectors.dense(vector));
  }
}
