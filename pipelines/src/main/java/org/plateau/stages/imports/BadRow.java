package org.plateau.stages.imports;

/** A row that cannot be taken: which one, what stands there and what should. */
public final class BadRow extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_VALUE = 120;

  private final long row;

  /**
   * @param row line of a text file, counted from 1 with the header; row of a Parquet file, from 1
   * @param column name of the column
   * @param value what stands there, or null
   * @param rule what must stand there
   */
  public BadRow(long row, String column, Object value, String rule) {
    super("column %s = %s: %s".formatted(column, shown(value), rule), null, false, false);
    this.row = row;
  }

  public long row() {
    return row;
  }

  private static String shown(Object value) {
    String text = String.valueOf(value);
    if (value instanceof String && text.isEmpty()) {
      return "(empty)";
    }
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "...";
  }
}
