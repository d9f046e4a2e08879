package org.plateau.stages.imports;

import java.io.Closeable;

/** Reads a file row by row. */
public interface RowReader extends Closeable {
  /**
   * Reads the next row.
   *
   * @param into is overwritten
   * @return false at the end of the file
   * @throws BadRow if the row cannot be read
   */
  boolean next(RawRow into);
}
