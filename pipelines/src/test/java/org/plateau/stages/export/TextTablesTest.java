package org.plateau.stages.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class TextTablesTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("model_name", DataTypes.StringType)
          .add("uar", DataTypes.DoubleType)
          .add("n", DataTypes.LongType);

  private static final List<Row> ROWS =
      List.of(
          RowFactory.create("[a] 100% & $1 #2 {x} ~^\\ <b>|\"", 0.12345, 7L),
          RowFactory.create("Müller\n\u03c1\uD83D\uDE00", Double.NaN, null));

  @Test
  void latexHoldsNothingThatIsMarkup() throws IOException {
    StringBuilder out = new StringBuilder();
    Latex.write(SCHEMA, ROWS.iterator(), out);
    String body = out.substring(out.indexOf("\\begin{longtable}"));
    assertThat(body)
        .isEqualTo(
            """
            \\begin{longtable}{lrr}
            \\hline
            {}model\\_name & uar & n \\\\
            \\hline
            \\endhead
            {}[a] 100\\% \\& \\$1 \\#2 \\{x\\} \\textasciitilde{}\\textasciicircum{}\\textbackslash{} \
            \\textless{}b\\textgreater{}\\textbar{}\\textquotedbl{} & 0.123 & 7 \\\\
            {}Müller [U+03C1][U+1F600] & NaN &  \\\\
            \\hline
            \\end{longtable}
            \\plateaufinish
            """);
    assertThat(out).contains("\\documentclass{article}", "\\begin{document}", "\\end{document}");
    assertThat(braces(out.toString())).isZero();
  }

  /** Opened minus closed braces, escaped ones left out. */
  private static long braces(String text) {
    String bare = text.replace("\\{", "").replace("\\}", "");
    return bare.chars().filter(c -> c == '{').count() - bare.chars().filter(c -> c == '}').count();
  }

  @Test
  void markdownHoldsNothingThatIsMarkup() throws IOException {
    StringBuilder out = new StringBuilder();
    Markdown.write(SCHEMA, ROWS.iterator(), out);
    assertThat(out.toString())
        .isEqualTo(
            """
            | model_name | uar | n |
            | :-- | --: | --: |
            | \\[a\\] 100% &amp; $1 #2 {x} ~^\\\\ &lt;b&gt;\\|" | 0.123 | 7 |
            | Müller \u03c1\uD83D\uDE00 | NaN |  |
            """);
  }

  @Test
  void smallNumbersKeepTheirSize() {
    assertThat(Cells.text(0.0)).isEqualTo("0.000");
    assertThat(Cells.text(1e-7)).isEqualTo("1.00e-07");
    assertThat(Cells.text(-0.5)).isEqualTo("-0.500");
    assertThat(Cells.text(1e9)).isEqualTo("1.00e+09");
    assertThat(Cells.text(123456789L)).isEqualTo("123456789");
    assertThat(Cells.text(null)).isEmpty();
  }
}
