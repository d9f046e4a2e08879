package org.plateau.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.junit.jupiter.api.Test;

class ReportQueriesTest {
  @Test
  void sparkParsesEveryQueryWithAndWithoutAFilter() throws Exception {
    for (List<String> experiments :
        List.of(List.<String>of(), List.of("emodb"), List.of("it's \\ odd", "\"$(x)`"))) {
      for (String sql : all(ReportQueries.of(experiments))) {
        assertThat(new CatalystSqlParser().parsePlan(sql).toString()).as(sql).contains("Sort");
      }
    }
  }

  @Test
  void aFilterNamesEachExperimentOnceInOrder() {
    ReportQueries queries = ReportQueries.of(List.of("b", "a", "b"));
    assertThat(queries.scores()).contains("AND s.experiment IN ('a', 'b')");
    assertThat(queries.epochs()).contains("AND r.experiment IN ('a', 'b')");
    assertThat(ReportQueries.of(List.of()).runs()).doesNotContain(" IN (");
  }

  @Test
  void aShellGivesTheQueryBackUnchanged() throws Exception {
    String sql = ReportQueries.of(List.of("it's \\ \"odd\" $(touch x) `y` $HOME")).scores();
    Process shell =
        new ProcessBuilder("sh", "-c", "printf %s " + Blocks.quoted(sql))
            .redirectErrorStream(true)
            .start();
    try (Reader reader = new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8)) {
      StringBuilder text = new StringBuilder();
      for (int c = reader.read(); c >= 0; c = reader.read()) {
        text.append((char) c);
      }
      assertThat(text).hasToString(sql);
    }
    assertThat(shell.waitFor()).isZero();
  }

  static List<String> all(ReportQueries queries) {
    List<String> asked = new ArrayList<>();
    ReportData.load(
        DemoReport.empty().header(),
        queries,
        sql -> {
          asked.add(sql);
          return List.of();
        });
    return asked;
  }
}
