package org.plateau.stages.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plateau.config.UserException;
import org.plateau.models.ModelAliases;

class TextRowsTest {
  private static final String HEADER =
      "task,test_set,condition,model,utterance,speaker,label,prediction,logits";

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static CsvRows csv(String text) {
    return new CsvRows("f.csv", bytes(text), Map.of());
  }

  private static JsonRows json(String text) {
    return new JsonRows(bytes(text), Map.of());
  }

  /** Utterances, line numbers and first logits of all rows. */
  private static List<String> read(RowReader reader) {
    List<String> rows = new ArrayList<>();
    RawRow row = new RawRow();
    while (reader.next(row)) {
      rows.add(
          "%d %s %s"
              .formatted(
                  row.number(),
                  row.get(Field.UTTERANCE),
                  row.logits() == null ? "-" : row.logits()[0]));
    }
    return rows;
  }

  @Test
  void csvByTheStandard() {
    String text =
        "\uFEFF"
            + HEADER
            + "\r\n"
            + "t,s,c,m,\"u,\"\"1\"\"\",,a,b,\"[1.5, 2]\"\r\n"
            + "\r\n"
            + "t,s,c,m,\"two\nlines\",,a,b,\n"
            + "t,s,c,m,ü,,a,b,[NaN]";
    assertThat(read(csv(text))).containsExactly("2 u,\"1\" 1.5", "4 two\nlines -", "6 ü NaN");
  }

  @Test
  void csvMistakesHaveTheirLine() {
    assertBad(csv(HEADER + "\nt,s,c\n"), 2, "3 fields: the header has 9");
    assertBad(csv(HEADER + "\nt,s,c,m,u,,a,b,1\n"), 2, "logits = 1: must be a JSON array");
    assertBad(csv(HEADER + "\nt,s,c,m,u,,a,b,\"[1,\"\"x\"\"]\"\n"), 2, "must be a JSON array");
    assertBad(csv(HEADER + "\n\nt,s,c,m,\"u"), 3, "never closed");
    assertBad(csv(HEADER + "\nt,s,c,m,\"u\"x,,a,b,\n"), 2, "follows a closing");
    assertThatThrownBy(
            () ->
                read(
                    new CsvRows(
                        "f.csv",
                        new ByteArrayInputStream(
                            (HEADER + "\nt\u00fc").getBytes(StandardCharsets.ISO_8859_1)),
                        Map.of())))
        .hasMessageContaining("not UTF-8");
    assertThat(read(csv(""))).isEmpty();
  }

  @Test
  void columnsAreCheckedByName() {
    assertThatThrownBy(() -> csv(HEADER.replace("speaker", "speakr")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("f.csv line 1, column speaker: is missing (is speakr it?)");
    assertThatThrownBy(() -> csv(HEADER.replace("condition,", "")))
        .hasMessageContaining("give its value by --condition");
    assertThatThrownBy(() -> csv(HEADER + ",task")).hasMessageContaining("stands twice");
    assertThat(csv(HEADER + ",age").ignored()).containsExactly("age");
    assertThat(
            new CsvRows(
                    "f.csv",
                    bytes(HEADER.replace("condition,", "")),
                    Map.of(Field.CONDITION, "clean"))
                .ignored())
        .isEmpty();
  }

  private static final String OBJECT =
      "{\"task\":\"t\",\"test_set\":\"s\",\"condition\":\"c\",\"model\":\"m\",\"utterance\":\"u\","
          + "\"speaker\":null,\"label\":\"a\",\"prediction\":\"b\"%s}";

  @Test
  void jsonLines() {
    String text =
        OBJECT.formatted(",\"logits\":[1e0,2],\"seed\":4,\"x\":{\"y\":[1]}")
            + "\n\n"
            + OBJECT.formatted(",\"logits\":null");
    JsonRows rows = json(text);
    assertThat(read(rows)).containsExactly("1 u 1.0", "3 u -");
    assertThat(rows.ignored()).isEqualTo(Set.of("x"));
    assertThat(read(json(OBJECT.formatted(",\"logits\":[-Infinity]"))))
        .containsExactly("1 u -Infinity");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"task\":",
        "{\"task\":\"t\"} {}",
        "{\"task\":7}",
        "{\"task\":\"t\",\"task\":\"t\"}",
        "{\"seed\":1.5}",
        "{\"release\":1.10}",
        "{\"logits\":[1,\"2\"]}",
        "{\"logits\":\"[1,2]\"}",
        "{\"task\":\"t\"}"
      })
  void jsonMistakesHaveTheirLine(String line) {
    assertBad(json("\n" + line + "\n"), 2, "column ");
  }

  @Test
  void filesAreToldApartByNameAndSource() {
    assertThatThrownBy(() -> InputFile.of(List.of("a/p.csv", "b/p.csv"), false))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("b/p.csv")
        .hasMessageContaining("would be called p")
        .hasMessageContaining("a/p.csv");
    assertThat(InputFile.of(List.of("a/p.csv", "b/p.csv"), true)).hasSize(2);
    assertThat(InputFile.of(List.of("a/p.csv", "a/../a/p.csv"), false)).hasSize(1);
    assertThat(InputFile.of(List.of("x/My Lab.v2.PARQUET"), false).get(0))
        .extracting(InputFile::source, InputFile::format)
        .containsExactly("My Lab.v2", InputFile.Format.PARQUET);
    assertThatThrownBy(() -> InputFile.of(List.of("x.txt"), false))
        .hasMessageContaining("must end in .parquet, .csv or .jsonl");
  }

  private static final String SCORES =
      "source,paper_table,experiment,task,release,test_set,condition,model,metric,value,ci_low,ci_high\n";

  private static List<PublishedFile.Score> published(String rows) {
    return new PublishedFile(
            "p.csv",
            Set.of("two"),
            new ModelAliases(Map.of("IS16-d-mlp", "IS16-d-lstm")),
            "plateau")
        .read(bytes(rows));
  }

  @Test
  void publishedScores() {
    List<PublishedFile.Score> scores =
        published(SCORES + "s,1,exploration,two,1,c/1/test,clean,IS16-d-mlp,uar,0.5,,0.625\n");
    assertThat(scores).hasSize(1);
    assertThat(scores.get(0).key()).containsEntry("model", "IS16-d-lstm").hasSize(8);
    assertThat(scores.get(0).low()).isNull();
    assertThat(scores.get(0).high()).isEqualTo(0.625);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s,1,e,three,1,t,clean,m,uar,0.5,,|line 2, column task = three: no such task",
        "s,1,e,two,1,t,clean,m,uar,NaN,,|line 2, column value = NaN: must be a finite number",
        "s,1,e,two,1,t,clean,m,uar,,,|column value",
        "s,1,e,two,1,t,clean,m,uar,\"0,5\",,|column value = 0,5",
        "s,1,e,two,1,t,clean,,uar,.5,,|column model = (empty)",
        "plateau,1,e,two,1,t,clean,m,uar,.5,,|own runs",
        "s,1,e,two,1,t,clean,m,uar,.5|fields",
        "s,1,e,two,1,t,clean,m,uar,.5,,\ns,1,e,two,1,t,clean,m,uar,.6,,|line 3, column model = m: stands already in line 2"
      })
  void publishedMistakesHaveTheirLine(String rowAndMessage) {
    String[] parts = rowAndMessage.split("\\|");
    assertThatThrownBy(() -> published(SCORES + parts[0] + "\n"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(parts[1]);
  }

  private static void assertBad(RowReader reader, long line, String message) {
    assertThatThrownBy(() -> read(reader))
        .isInstanceOf(BadRow.class)
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(((BadRow) e).row()).isEqualTo(line));
  }
}
