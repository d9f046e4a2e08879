package org.plateau.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.plateau.report.data.Answer;
import org.plateau.report.data.Evidence;
import org.plateau.report.data.QueryRunner;
import org.plateau.report.data.Relations;
import org.plateau.report.data.Slice;
import org.plateau.testing.SharedSpark;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The pages over views that have exactly the tables' columns. */
class ReportIT {
  @Test
  void marksAndRowsAreAsManyAsTheQueriesGive() throws Exception {
    SparkSession spark = SharedSpark.session().newSession();
    spark.conf().set("spark.sql.shuffle.partitions", "1");
    QueryRunner runner = SampleViews.register(spark, SampleTables.full());
    Map<String, String> pages = HtmlReport.render(SampleTables.header("paper"), runner);
    int checked = 0;
    for (Map.Entry<String, String> entry : pages.entrySet()) {
      Document page = Exhibits.parse(entry.getValue());
      List<Element> exhibits = new ArrayList<>(Exhibits.figures(page));
      exhibits.addAll(
          Exhibits.elements(
              page.getElementsByTagName("table"),
              table -> table.getElementsByTagName("td").getLength() > 0));
      for (Element exhibit : exhibits) {
        boolean figure = exhibit.getTagName().equals("svg");
        String sql = exhibit.getAttribute("data-sql");
        long drawn = figure ? Exhibits.marks(exhibit) : rows(exhibit);
        assertThat(drawn).as(entry.getKey() + " " + sql).isEqualTo(spark.sql(sql).count());
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(60);
    assertThat(pages.get("against.html")).contains("published 0.500").contains("not run");
    assertThat(pages.get("data.html")).contains("der lappen");
  }

  @Test
  void aSliceComputesWhatItsSqlSays() {
    SparkSession spark = SharedSpark.session().newSession();
    QueryRunner runner = SampleViews.register(spark, SampleTables.full());
    Evidence evidence = new Evidence(runner);
    for (Slice slice :
        List.of(
            Slice.of(Relations.MODEL_SCORES, "model", "value")
                .where("year", null)
                .orderBy("-value", "model", "test_set", "condition"),
            Slice.of(Relations.MODEL_SCORES, "model", "value")
                .in("model", List.of(SampleTables.EVIL, "CNN14", "it's \\ odd"))
                .orderBy("value", "model"),
            Slice.of(Relations.MODEL_SCORES, "model", "value")
                .orderBy("-value", "-year", "test_set", "condition", "model")
                .limit(4),
            Slice.of(Relations.RANK_CORRELATIONS, "task_x AS model", "rho AS value", "rho")
                .either("condition_x", "condition_y", List.of("tau@0dB"))
                .orderBy("rho"))) {
      Answer answer = slice.answer(evidence);
      List<Row> rows = spark.sql(slice.sql()).collectAsList();
      assertThat(rows).as(slice.sql()).hasSameSizeAs(answer.rows()).isNotEmpty();
      for (int i = 0; i < rows.size(); i++) {
        String column = slice.sql().contains("rho") ? "rho" : "value";
        double expected = rows.get(i).getAs(column);
        assertThat(answer.rows().get(i).number(column)).isCloseTo(expected, within(0.0));
      }
    }
  }

  /** Lines of a plain table, filled cells of a pivoted one. */
  private static long rows(Element table) {
    long cells =
        Exhibits.elements(table.getElementsByTagName("td"), td -> td.hasAttribute("data-row"))
            .size();
    return cells > 0 ? cells : table.getElementsByTagName("tr").getLength() - 1;
  }
}
