package org.plateau.report.pages.analysis;

import java.util.List;
import org.plateau.report.data.Answer;
import org.plateau.report.data.Columns;
import org.plateau.report.data.Key;
import org.plateau.report.data.Relations;
import org.plateau.report.data.Slice;
import org.plateau.report.html.Cell;
import org.plateau.report.html.PivotTable;
import org.plateau.report.pages.Groups;
import org.plateau.report.pages.Sheet;
import org.plateau.report.pages.Theme;

/** UAR on clean and on degraded recordings. */
public final class Robustness implements Theme {
  @Override
  public String file() {
    return "robustness.html";
  }

  @Override
  public String title() {
    return "Robustness";
  }

  @Override
  public String summary() {
    return "UAR under noise and codecs beside clean recordings, and whether the ranking holds.";
  }

  @Override
  public void draw(Sheet sheet) {
    List<Columns> rows =
        sheet.evidence().rows(Relations.MODEL_SCORES).stream()
            .filter(row -> row.text("metric").equals("uar"))
            .filter(row -> !row.text("condition").equals("clean"))
            .toList();
    if (rows.isEmpty()) {
      sheet.empty(
          "scores of degraded recordings",
          "./submit.sh degrade, predict, score and then ./submit.sh analyse fill this page;"
              + " imported predictions do so with another condition than clean.");
    }
    for (Key group : Groups.shown(rows)) {
      sheet.heading(Groups.label(group));
      for (Key set : Groups.keys(of(group, rows), List.of("task", "test_set"))) {
        drawSet(sheet, group, set);
      }
      sheet.subheading("Does the ranking hold?");
      List<String> noisy =
          of(group, rows).stream().map(row -> row.text("condition")).distinct().toList();
      RankFigure.with(sheet, group, "condition", noisy);
    }
  }

  private static List<Columns> of(Key group, List<Columns> rows) {
    return rows.stream().filter(row -> Key.of(row, Groups.GROUP).equals(group)).toList();
  }

  private static void drawSet(Sheet sheet, Key group, Key set) {
    Slice all = Scored.uar(group).where(set).orderBy("year", "model", "condition");
    Answer answer = sheet.rows(all);
    String where = set.get("task") + " on " + set.get("test_set");
    sheet.subheading(where);
    sheet.table(
        new PivotTable(
            "UAR by condition, " + where,
            "Model",
            "model",
            row -> row.text("condition"),
            Cell.interval("value", "ci_low", "ci_high")),
        answer);
    sheet.legend(answer.texts("model"));
    for (String condition : answer.texts("condition")) {
      if (!condition.equals("clean")) {
        Scored.figure(
            sheet,
            "UAR on clean recordings (filled) and " + condition + " (hollow), " + where,
            set.get("task"),
            all.in("condition", List.of("clean", condition)),
            row -> !row.text("condition").equals("clean"));
      }
    }
  }
}
