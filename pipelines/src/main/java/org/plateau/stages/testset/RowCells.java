package org.plateau.stages.testset;

import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** Cells of Spark's rows. */
final class RowCells implements Cells {
  private final Iterator<InternalRow> rows;
  private InternalRow row;

  RowCells(Iterator<InternalRow> rows) {
    this.rows = rows;
  }

  @Override
  public boolean next() {
    boolean more = rows.hasNext();
    if (more) {
      row = rows.next();
    }
    return more;
  }

  @Override
  public boolean isNull(int column) {
    return row.isNullAt(column);
  }

  @Override
  public UTF8String text(int column) {
    return row.getUTF8String(column);
  }

  @Override
  public long number(int column) {
    return row.getLong(column);
  }

  @Override
  public double real(int column) {
    return row.getDouble(column);
  }

  @Override
  public float[] reals(int column) {
    return row.getArray(column).toFloatArray();
  }

  @Override
  public int code(int column) {
    return NO_CODE;
  }

  @Override
  public long codes() {
    return 0;
  }
}
