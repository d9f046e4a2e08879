package org.plateau.corpus.labels;

import static org.plateau.audio.QuarantineReason.BAD_LABEL_LINE;

import org.plateau.corpus.FileTree;

/** A table whose first line that is not blank names the columns. */
public final class CsvTable {
  private CsvTable() {}

  /** Reads the header. */
  @FunctionalInterface
  public interface HeaderReader {
    /** Reads a header, or throws if it does not name what is needed. */
    CsvHeader read(String line) throws LabelException;
  }

  /** Takes the rows. */
  @FunctionalInterface
  public interface RowHandler {
    /** Takes one row, or throws if it is to be set aside. */
    void row(CsvHeader.Row row) throws LabelException;
  }

  /**
   * Reads a file. Without a header that can be used nothing of it is: one entry says so.
   *
   * @return whether there was such a header
   */
  public static boolean read(
      FileTree tree, String path, Defects defects, HeaderReader headerReader, RowHandler handler) {
    Reader reader = new Reader(path, defects, headerReader, handler);
    LabelLines.read(tree, path, defects, reader::line);
    return reader.header != null;
  }

  private static final class Reader {
    private final String path;
    private final Defects defects;
    private final HeaderReader headerReader;
    private final RowHandler handler;
    private CsvHeader header;
    private boolean unusable;

    Reader(String path, Defects defects, HeaderReader headerReader, RowHandler handler) {
      this.path = path;
      this.defects = defects;
      this.headerReader = headerReader;
      this.handler = handler;
    }

    void line(int number, String text) throws LabelException {
      if (header != null) {
        handler.row(header.row(text));
      } else if (!unusable) {
        try {
          header = headerReader.read(text);
        } catch (LabelException e) {
          unusable = true;
          defects.add(
              path,
              LabelLines.place(path, number),
              BAD_LABEL_LINE,
              "the whole file is set aside: " + e.detail());
        }
      }
    }
  }
}
