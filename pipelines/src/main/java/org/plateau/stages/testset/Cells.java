package org.plateau.stages.testset;

import org.apache.spark.unsafe.types.UTF8String;

/**
 * The rows of a partition of predictions, one after the other. Columns are numbers, places in
 * {@link EncodeCells#COLUMNS}.
 */
interface Cells {
  /** What {@link #code} says of a text that has none. */
  int NO_CODE = -1;

  /** Goes to the next row; false at the end. Must be called before the first. */
  boolean next();

  boolean isNull(int column);

  /** A text, valid until the next row. */
  UTF8String text(int column);

  long number(int column);

  double real(int column);

  float[] reals(int column);

  /**
   * A small number >= 0 that stands for a text as long as {@link #codes} does not change: equal
   * codes of a column mean equal texts. {@link #NO_CODE} where the file has none.
   */
  int code(int column);

  /** Changes whenever codes lose their meaning. */
  long codes();
}
