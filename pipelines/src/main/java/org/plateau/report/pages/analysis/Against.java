package org.plateau.report.pages.analysis;

import java.util.List;
import org.plateau.report.data.Answer;
import org.plateau.report.data.Columns;
import org.plateau.report.data.Key;
import org.plateau.report.data.Relation;
import org.plateau.report.data.Relations;
import org.plateau.report.data.Slice;
import org.plateau.report.html.Cell;
import org.plateau.report.html.Numbers;
import org.plateau.report.html.PivotTable;
import org.plateau.report.pages.Groups;
import org.plateau.report.pages.Sheet;
import org.plateau.report.pages.Theme;

/** Own scores beside published ones, cell by cell. */
public final class Against implements Theme {
  @Override
  public String file() {
    return "against.html";
  }

  @Override
  public String title() {
    return "Against published";
  }

  @Override
  public String summary() {
    return "Own scores, published scores, their difference and the interval in each cell.";
  }

  @Override
  public void draw(Sheet sheet) {
    String published = sheet.header().against();
    if (published.isEmpty()) {
      sheet.empty(
          "comparison",
          "./submit.sh import-scores FILE, then ./submit.sh report --against SOURCE fill this"
              + " page.");
      return;
    }
    Relation relation = Relations.against(published);
    Slice all =
        Slice.of(
            relation,
            "paper_table",
            "experiment",
            "task",
            "release",
            "test_set",
            "condition",
            "model",
            "metric",
            "own_source",
            "year",
            "own",
            "published",
            "difference",
            "ci_low",
            "ci_high",
            "n");
    List<Columns> rows = sheet.evidence().rows(relation);
    if (rows.isEmpty()) {
      sheet.empty(
          "own scores to set beside " + published,
          "./submit.sh analyse computes them from the predictions.");
      return;
    }
    sheet.note(summary(published, rows));
    sheet.note(
        "A cell holds the own score with its 95 % interval, the published one, and own minus"
            + " published. An asterisk marks a published score outside the interval.");
    for (Key own :
        Groups.keys(rows, List.of("own_source", "paper_table", "experiment", "metric"))) {
      if (own.get("metric").startsWith("probe:")) {
        continue;
      }
      String source =
          own.get("own_source").isEmpty()
              ? "Without an own score"
              : own.get("own_source").equals("plateau") ? "Own runs" : own.get("own_source");
      String title =
          source
              + " against table "
              + own.get("paper_table")
              + " of "
              + published
              + " ("
              + own.get("experiment")
              + ", "
              + own.get("metric")
              + ")";
      sheet.heading(title);
      Answer answer =
          sheet.rows(
              all.where(own).orderBy("year", "model", "task", "test_set", "condition", "release"));
      sheet.table(
          new PivotTable(
              title,
              "Model",
              "model",
              row -> Groups.place(row.text("task"), row.text("test_set"), row.text("condition")),
              cell()),
          answer);
    }
  }

  private static Cell cell() {
    return new Cell("own ci_low ci_high published difference", "num", Against::text);
  }

  private static String text(Columns row) {
    double published = row.number("published");
    if (row.get("own") == null) {
      return "not run; published " + Numbers.score(published);
    }
    double low = row.number("ci_low");
    double high = row.number("ci_high");
    boolean outside = published < low || published > high;
    return Numbers.interval(row.number("own"), low, high)
        + "; published "
        + Numbers.score(published)
        + "; "
        + Numbers.signed(row.number("difference"), 3)
        + (outside ? " *" : "");
  }

  private static String summary(String published, List<Columns> rows) {
    List<Columns> both = rows.stream().filter(row -> row.get("own") != null).toList();
    long outside =
        both.stream()
            .filter(
                row ->
                    row.number("published") < row.number("ci_low")
                        || row.number("published") > row.number("ci_high"))
            .count();
    double mean =
        both.stream()
            .mapToDouble(row -> row.number("difference"))
            .filter(Double::isFinite)
            .average()
            .orElse(Double.NaN);
    return "Of "
        + Numbers.amount(rows.size(), "published score")
        + " of "
        + published
        + ", "
        + Numbers.count((long) both.size())
        + " stand beside an own one: mean difference "
        + Numbers.signed(mean, 3)
        + ", "
        + Numbers.count(outside)
        + " outside the own interval.";
  }
}
