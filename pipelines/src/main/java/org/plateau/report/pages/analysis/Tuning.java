package org.plateau.report.pages.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plateau.report.data.Answer;
import org.plateau.report.data.Columns;
import org.plateau.report.data.Key;
import org.plateau.report.data.Relations;
import org.plateau.report.data.Slice;
import org.plateau.report.figures.LineChart;
import org.plateau.report.html.Cell;
import org.plateau.report.html.Numbers;
import org.plateau.report.html.Table;
import org.plateau.report.pages.Groups;
import org.plateau.report.pages.Sheet;
import org.plateau.report.pages.Theme;

/** What tuning brings: best runs, and the best to expect after so many. */
public final class Tuning implements Theme {
  @Override
  public String file() {
    return "tuning.html";
  }

  @Override
  public String title() {
    return "Tuning";
  }

  @Override
  public String summary() {
    return "Best runs by dev and by test, and the best UAR to expect after so many trials.";
  }

  @Override
  public void draw(Sheet sheet) {
    List<Columns> rows = sheet.evidence().rows(Relations.TUNING_CURVES);
    if (rows.isEmpty()) {
      sheet.empty(
          "models with several runs",
          "Train the experiment tuning, or import predictions of several seeds a model, then"
              + " ./submit.sh analyse.");
    }
    for (Key group : Groups.shown(rows)) {
      sheet.heading(Groups.source(group) + ", release " + group.get("release"));
      Slice own =
          Slice.of(
                  Relations.TUNING_CURVES,
                  "task",
                  "test_set",
                  "condition",
                  "model",
                  "trials",
                  "expected_best_test",
                  "expected_best_dev",
                  "expected_test_of_best_dev",
                  "n")
              .where(group)
              .orderBy("model", "trials");
      for (Key on : Groups.keys(sheet.rows(own).rows(), Groups.ON)) {
        sheet.subheading(Groups.place(on));
        drawCurves(sheet, on, sheet.rows(own.where(on)));
        drawSelections(sheet, group, on);
      }
    }
  }

  private static void drawCurves(Sheet sheet, Key on, Answer answer) {
    Map<String, List<LineChart.Point>> lines = new LinkedHashMap<>();
    for (Columns row : answer.rows()) {
      double best = row.number("expected_best_test");
      String hover =
          row.text("model")
              + ", "
              + Numbers.amount(row.whole("trials"), "trial")
              + ": expected best "
              + Numbers.score(best);
      lines
          .computeIfAbsent(row.text("model"), ignored -> new ArrayList<>())
          .add(new LineChart.Point(Math.toIntExact(row.whole("trials")), best, hover));
    }
    sheet.legend(answer.texts("model"));
    sheet.out().open("div", "class", "grid2");
    sheet.figure(
        "Expected best UAR on the test set after so many trials, " + Groups.place(on),
        Scored.range(answer, "Expected best UAR", "expected_best_test"),
        answer,
        (text, out) -> {
          List<LineChart.Line> drawn = new ArrayList<>();
          lines.forEach(
              (model, points) -> {
                String look = sheet.styles().of(model).cssClass().replace("mark", "line");
                drawn.add(new LineChart.Line(look, points));
              });
          new LineChart(text, "trials", "UAR").draw(out, drawn, false);
        });
    sheet.out().close();
    sheet.folded(
        "Expected best as a table",
        () ->
            sheet.table(
                new Table("Expected best of so many runs drawn from those there are")
                    .column("Model", Cell.text("model"))
                    .column("Trials", Cell.count("trials"))
                    .column("Best on test (optimistic)", Cell.score("expected_best_test"))
                    .column("Best on dev", Cell.score("expected_best_dev"))
                    .column("Test of best on dev", Cell.score("expected_test_of_best_dev"))
                    .column("Runs", Cell.count("n")),
                answer));
  }

  private static void drawSelections(Sheet sheet, Key group, Key on) {
    Answer answer =
        sheet.rows(
            Slice.of(
                    Relations.MODEL_SCORES,
                    "selection",
                    "model",
                    "value",
                    "ci_low",
                    "ci_high",
                    "runs")
                .where(group.only(Groups.GROUP.subList(0, 3)))
                .where(on)
                .where("metric", "uar")
                .orderBy("model", "selection"));
    if (!answer.isEmpty()) {
      sheet.table(
          new Table("UAR by the way a run is chosen; best-test is optimistic")
              .column("Model", Cell.text("model"))
              .column("Choice", Cell.text("selection"))
              .column("UAR", Cell.interval("value", "ci_low", "ci_high"))
              .column("Runs", Cell.count("runs")),
          answer);
    }
  }
}
