package org.plateau.report.pages.analysis;

import java.util.ArrayList;
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

/** UAR on other corpora than the one trained on. */
public final class Transfer implements Theme {
  @Override
  public String file() {
    return "transfer.html";
  }

  @Override
  public String title() {
    return "Transfer";
  }

  @Override
  public String summary() {
    return "UAR on corpora that the models were not trained on, beside their own test set.";
  }

  @Override
  public void draw(Sheet sheet) {
    List<Columns> rows =
        sheet.evidence().rows(Relations.MODEL_SCORES).stream()
            .filter(row -> row.text("metric").equals("uar"))
            .filter(row -> row.text("condition").equals("clean"))
            .filter(row -> !Groups.inDomain(row.text("test_set")))
            .toList();
    if (rows.isEmpty()) {
      sheet.empty(
          "scores on other corpora",
          "./submit.sh predict on a whole corpus (test set emodb or iemocap), score and analyse"
              + " fill this page: ./submit.sh benchmark does all of it.");
    }
    for (Key group : Groups.shown(rows)) {
      sheet.heading(Groups.label(group));
      List<Columns> own =
          rows.stream().filter(row -> Key.of(row, Groups.GROUP).equals(group)).toList();
      for (Key task : Groups.keys(own, List.of("task"))) {
        drawTask(sheet, group, task.get("task"));
      }
      sheet.subheading("Does the ranking hold?");
      List<String> others = own.stream().map(row -> row.text("test_set")).distinct().toList();
      RankFigure.with(sheet, group, "test_set", others);
    }
  }

  private static void drawTask(Sheet sheet, Key group, String task) {
    Slice all =
        Scored.uar(group)
            .where("task", task)
            .where("condition", "clean")
            .orderBy("year", "model", "test_set");
    Answer answer = sheet.rows(all);
    sheet.subheading(task);
    sheet.table(
        new PivotTable(
            "UAR by test set, " + task,
            "Model",
            "model",
            row -> row.text("test_set"),
            Cell.interval("value", "ci_low", "ci_high")),
        answer);
    sheet.legend(answer.texts("model"));
    List<String> home = new ArrayList<>(answer.texts("test_set"));
    home.removeIf(testSet -> !Groups.inDomain(testSet));
    for (String other : answer.texts("test_set")) {
      if (!Groups.inDomain(other)) {
        List<String> shown = new ArrayList<>(home);
        shown.add(other);
        Scored.figure(
            sheet,
            "UAR on the own test set (filled) and on " + other + " (hollow), " + task,
            task,
            all.in("test_set", shown),
            row -> !Groups.inDomain(row.text("test_set")));
      }
    }
  }
}
