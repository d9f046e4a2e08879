package org.plateau.corpus.manifest;

import java.util.function.UnaryOperator;
import org.plateau.corpus.FileTree;
import org.plateau.corpus.labels.Defects;
import org.plateau.corpus.labels.LabelException;

/** A file format of tables with named columns. Found by {@link java.util.ServiceLoader}. */
public interface TableFormat {
  /** Whether files of this name are read by this format. */
  boolean reads(String fileName);

  /**
   * Reads a table. What cannot be read becomes a defect; a row that the handler refuses is set
   * aside under its place, {@code file:row}.
   *
   * @param required name of a column that must be there
   */
  void read(FileTree tree, String path, String required, Defects defects, RowHandler rows);

  /** Takes the rows. */
  @FunctionalInterface
  interface RowHandler {
    /**
     * Takes one row.
     *
     * @param fields gives the text of a column; empty where it is absent or null
     * @throws LabelException if the row is to be set aside
     */
    void row(UnaryOperator<String> fields) throws LabelException;
  }
}
