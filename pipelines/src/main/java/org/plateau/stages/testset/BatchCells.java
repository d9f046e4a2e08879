package org.plateau.stages.testset;

import java.util.Iterator;
import org.apache.spark.sql.execution.vectorized.ConstantColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Cells of Parquet's column batches, without a copy into rows. The codes are those of the file's
 * dictionaries, within one batch; a column of one value has one code.
 */
final class BatchCells implements Cells {
  private final Iterator<ColumnarBatch> batches;
  private final int[] places;
  private final ColumnVector[] columns;
  private final WritableColumnVector[] ids;
  private int row = -1;
  private int rows;
  private long batch;

  /**
   * @param places by column: its place in the batches
   */
  BatchCells(Iterator<ColumnarBatch> batches, int... places) {
    this.batches = batches;
    this.places = places.clone();
    this.columns = new ColumnVector[places.length];
    this.ids = new WritableColumnVector[places.length];
  }

  @Override
  public boolean next() {
    row++;
    while (row >= rows) {
      if (!batches.hasNext()) {
        return false;
      }
      start(batches.next());
    }
    return true;
  }

  private void start(ColumnarBatch next) {
    row = 0;
    rows = next.numRows();
    batch++;
    for (int c = 0; c < columns.length; c++) {
      columns[c] = next.column(places[c]);
      boolean coded = columns[c] instanceof WritableColumnVector vector && vector.hasDictionary();
      ids[c] = coded ? ((WritableColumnVector) columns[c]).getDictionaryIds() : null;
    }
  }

  @Override
  public boolean isNull(int column) {
    return columns[column].isNullAt(row);
  }

  @Override
  public UTF8String text(int column) {
    return columns[column].getUTF8String(row);
  }

  @Override
  public long number(int column) {
    return columns[column].getLong(row);
  }

  @Override
  public double real(int column) {
    return columns[column].getDouble(row);
  }

  @Override
  public float[] reals(int column) {
    return columns[column].getArray(row).toFloatArray();
  }

  @Override
  public int code(int column) {
    if (ids[column] != null) {
      return ids[column].getDictId(row);
    }
    return columns[column] instanceof ConstantColumnVector ? 0 : NO_CODE;
  }

  @Override
  public long codes() {
    return batch;
  }
}
