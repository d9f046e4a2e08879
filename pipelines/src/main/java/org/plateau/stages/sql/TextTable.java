package org.plateau.stages.sql;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows as aligned columns. */
final class TextTable {
  private static final int MOST_ROWS = 1000;
  private static final int WIDEST = 80;

  private TextTable() {}

  static void write(Dataset<Row> rows, Appendable out) throws IOException {
    List<Row> found = rows.takeAsList(MOST_ROWS + 1);
    List<String[]> lines = new ArrayList<>();
    lines.add(rows.columns());
    for (Row row : found.subList(0, Math.min(found.size(), MOST_ROWS))) {
      String[] cells = new String[row.size()];
      Arrays.setAll(cells, i -> cell(row.get(i)));
      lines.add(cells);
    }
    int[] widths = new int[rows.columns().length];
    for (String[] line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], length(line[i]));
      }
    }
    boolean[] numeric = new boolean[widths.length];
    for (int i = 0; i < widths.length; i++) {
      numeric[i] =
          rows.schema().fields()[i].dataType() instanceof org.apache.spark.sql.types.NumericType;
    }
    for (int i = 0; i < lines.size(); i++) {
      line(out, lines.get(i), widths, numeric);
      if (i == 0) {
        String[] rules = new String[widths.length];
        Arrays.setAll(rules, c -> "-".repeat(widths[c]));
        line(out, rules, widths, numeric);
      }
    }
    if (found.size() > MOST_ROWS) {
      out.append("(the first " + MOST_ROWS + " rows; --format csv gives all)\n");
    }
  }

  private static void line(Appendable out, String[] cells, int[] widths, boolean[] right)
      throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      String padding = " ".repeat(widths[i] - length(cells[i]));
      line.append(i == 0 ? "" : "  ");
      line.append(right[i] ? padding + cells[i] : cells[i] + padding);
    }
    out.append(line.toString().stripTrailing()).append("\n");
  }

  private static String cell(Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof byte[] bytes) {
      return bytes.length + " bytes";
    }
    String text = Values.text(value).replaceAll("\\p{Cntrl}", " ");
    return length(text) <= WIDEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, WIDEST - 3)) + "...";
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
