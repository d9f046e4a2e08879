package org.plateau.stages.export;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** A table in Markdown, as the common web sites render it. */
final class Markdown {
  private Markdown() {}

  static void write(StructType schema, Iterator<Row> rows, Appendable out) throws IOException {
    line(out, Arrays.stream(schema.fieldNames()).map(Markdown::escaped).toArray(String[]::new));
    line(
        out,
        Arrays.stream(schema.fields())
            .map(field -> Cells.isNumber(field.dataType()) ? "--:" : ":--")
            .toArray(String[]::new));
    while (rows.hasNext()) {
      Row row = rows.next();
      String[] cells = new String[row.size()];
      Arrays.setAll(cells, i -> escaped(Cells.text(row.get(i))));
      line(out, cells);
    }
  }

  private static void line(Appendable out, String[] cells) throws IOException {
    out.append(Arrays.stream(cells).collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  /** Text that is shown as it is: no markup, no HTML. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '\\', '|', '`', '*', '[', ']' -> escaped.append('\\').append(c);
        default -> escaped.append(Character.isISOControl(c) ? ' ' : c);
      }
    }
    return escaped.toString();
  }
}
