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
import org.plateau.report.html.Table;
import org.plateau.report.pages.Groups;
import org.plateau.report.pages.Sheet;
import org.plateau.report.pages.Theme;

/** UAR of every model on every task, and whether the tasks rank the models alike. */
public final class Tasks implements Theme {
  @Override
  public String file() {
    return "tasks.html";
  }

  @Override
  public String title() {
    return "Tasks";
  }

  @Override
  public String summary() {
    return "UAR of every model on every task, and whether tasks rank the models alike.";
  }

  @Override
  public void draw(Sheet sheet) {
    List<Columns> rows = sheet.evidence().rows(Relations.MODEL_SCORES);
    if (rows.isEmpty()) {
      sheet.empty("scores by model", Remedies.ANALYSE);
    }
    for (Key group : Groups.shown(rows)) {
      sheet.heading(Groups.label(group));
      drawScores(sheet, group);
      RankFigure.all(sheet, group);
      drawRanks(sheet, group);
      drawSignificance(sheet, group);
    }
  }

  private static void drawScores(Sheet sheet, Key group) {
    Answer all = sheet.rows(Scored.uar(group).where("condition", "clean"));
    List<String> inDomain = new ArrayList<>(all.texts("test_set"));
    inDomain.removeIf(testSet -> !Groups.inDomain(testSet));
    Slice own = Scored.uar(group).where("condition", "clean").in("test_set", inDomain);
    Answer scores = sheet.rows(own.orderBy("year", "model", "task", "test_set"));
    if (scores.isEmpty()) {
      return;
    }
    sheet.table(
        new PivotTable(
            "UAR with its 95 % interval",
            "Model",
            "model",
            row -> Groups.place(row.text("task"), row.text("test_set"), "clean"),
            Cell.interval("value", "ci_low", "ci_high")),
        scores);
    sheet.legend(scores.texts("model"));
    for (Key on : Groups.keys(scores.rows(), Groups.ON)) {
      Slice slice = Scored.uar(group).where(on).orderBy("year", "model");
      Scored.figure(sheet, "UAR of each model, oldest first: " + Groups.place(on), on, slice);
    }
  }

  private static void drawRanks(Sheet sheet, Key group) {
    Answer ranks =
        sheet.rows(
            Slice.of(
                    Relations.MODEL_RANKS,
                    "scope",
                    "model",
                    "mean_rank",
                    "friedman_chi2",
                    "friedman_p",
                    "critical_difference",
                    "models",
                    "n")
                .where(group)
                .orderBy("scope", "mean_rank", "model"));
    if (!ranks.isEmpty()) {
      sheet.note(
          "Mean rank over tasks, 1 is best. Two models differ at .05 where their mean ranks are"
              + " further apart than the critical difference of Nemenyi's test.");
      sheet.table(
          new Table("Mean ranks, Friedman's test")
              .column("Model", Cell.text("model"))
              .column("Scope", Cell.text("scope"))
              .column("Mean rank", Cell.fixed("mean_rank", 2))
              .column("Critical difference", Cell.fixed("critical_difference", 2))
              .column("Chi squared", Cell.fixed("friedman_chi2", 2))
              .column("p", Cell.fixed("friedman_p", 4))
              .column("Models", Cell.count("models"))
              .column("Tasks", Cell.count("n")),
          ranks);
    }
  }

  private static void drawSignificance(Sheet sheet, Key group) {
    Answer tests =
        sheet.rows(
            Slice.of(
                    Relations.SIGNIFICANCE,
                    "task",
                    "test_set",
                    "condition",
                    "test",
                    "pairs",
                    "different",
                    "n")
                .where(group)
                .orderBy("task", "test_set", "condition", "test"));
    if (!tests.isEmpty()) {
      sheet.table(
          new Table("Pairs of models that differ (p < .05 after Holm's correction)")
              .column("Test", Cell.text("test"))
              .column("Task", Cell.text("task"))
              .column("Test set", Cell.text("test_set"))
              .column("Condition", Cell.text("condition"))
              .column("Pairs", Cell.count("pairs"))
              .column("Different", Cell.count("different"))
              .column("n", Cell.count("n")),
          tests);
      sheet.note("Table significance holds every pair; ./submit.sh compare A B prints one.");
    }
  }
}
