package org.plateau.stages.export;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A table in LaTeX. The file compiles by itself, and may as well be read into a paper by {@code
 * \input}, which then needs the package longtable and the T1 font encoding.
 */
final class Latex {
  private static final int LAST_LATIN = 0x17F;

  private static final String HEAD =
      """
      % Compiles by itself; in a paper: \\usepackage[T1]{fontenc}\\usepackage{longtable} and \\input.
      \\expandafter\\ifx\\csname @nodocument\\endcsname\\relax
        \\def\\plateaufinish{}
      \\else
        \\documentclass{article}
        \\usepackage[T1]{fontenc}
        \\usepackage[utf8]{inputenc}
        \\usepackage{longtable}
        \\begin{document}
        \\def\\plateaufinish{\\end{document}}
      \\fi
      """;

  private Latex() {}

  static void write(StructType schema, Iterator<Row> rows, Appendable out) throws IOException {
    out.append(HEAD);
    String columns =
        Arrays.stream(schema.fields())
            .map(field -> Cells.isNumber(field.dataType()) ? "r" : "l")
            .collect(Collectors.joining());
    out.append("\\begin{longtable}{").append(columns).append("}\n\\hline\n");
    line(out, Arrays.stream(schema.fieldNames()).map(Latex::escaped).toArray(String[]::new));
    out.append("\\hline\n\\endhead\n");
    while (rows.hasNext()) {
      Row row = rows.next();
      String[] cells = new String[row.size()];
      Arrays.setAll(cells, i -> escaped(Cells.text(row.get(i))));
      line(out, cells);
    }
    out.append("\\hline\n\\end{longtable}\n\\plateaufinish\n");
  }

  private static void line(Appendable out, String[] cells) throws IOException {
    // A row that starts with a bracket or a star would be taken for an argument of the last one.
    out.append("{}").append(String.join(" & ", cells)).append(" \\\\\n");
  }

  /** Text that LaTeX prints as it is; letters beyond Latin as their code point. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().forEach(c -> append(escaped, c));
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int c) {
    switch (c) {
      case '\\' -> escaped.append("\\textbackslash{}");
      case '~' -> escaped.append("\\textasciitilde{}");
      case '^' -> escaped.append("\\textasciicircum{}");
      case '<' -> escaped.append("\\textless{}");
      case '>' -> escaped.append("\\textgreater{}");
      case '|' -> escaped.append("\\textbar{}");
      case '"' -> escaped.append("\\textquotedbl{}");
      case '{', '}', '$', '&', '#', '_', '%' -> escaped.append('\\').appendCodePoint(c);
      default -> {
        if (Character.isISOControl(c) || Character.isWhitespace(c)) {
          escaped.append(' ');
        } else if (c <= '~' || isLetterOfLatin(c)) {
          escaped.appendCodePoint(c);
        } else {
          escaped.append(String.format(Locale.ROOT, "[U+%04X]", c));
        }
      }
    }
  }

  private static boolean isLetterOfLatin(int c) {
    return c <= LAST_LATIN && Character.isLetter(c) && c != 0xAA && c != 0xBA && c != 0xB5;
  }
}
