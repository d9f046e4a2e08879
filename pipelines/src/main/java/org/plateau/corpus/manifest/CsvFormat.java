package org.plateau.corpus.manifest;

import java.util.List;
import java.util.Locale;
import org.plateau.corpus.FileTree;
import org.plateau.corpus.labels.CsvHeader;
import org.plateau.corpus.labels.CsvTable;
import org.plateau.corpus.labels.Defects;

/** Separated values with a header; comma, tab or semicolon. */
public final class CsvFormat implements TableFormat {
  @Override
  public boolean reads(String fileName) {
    String lower = fileName.toLowerCase(Locale.ROOT);
    return lower.endsWith(".csv") || lower.endsWith(".tsv");
  }

  @Override
  public void read(FileTree tree, String path, String required, Defects defects, RowHandler rows) {
    CsvTable.read(
        tree,
        path,
        defects,
        line -> CsvHeader.parse(line, List.of(required)),
        row -> rows.row(row::get));
  }
}
