package org.plateau.report.pages.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.plateau.report.data.Answer;
import org.plateau.report.data.Columns;
import org.plateau.report.data.Key;
import org.plateau.report.data.Relations;
import org.plateau.report.data.Slice;
import org.plateau.report.figures.Matrix;
import org.plateau.report.html.Cell;
import org.plateau.report.html.Numbers;
import org.plateau.report.html.Table;
import org.plateau.report.pages.Groups;
import org.plateau.report.pages.Sheet;
import org.plateau.report.pages.Theme;

/** Do the models say the same? */
public final class Agreement implements Theme {
  @Override
  public String file() {
    return "agreement.html";
  }

  @Override
  public String title() {
    return "Agreement";
  }

  @Override
  public String summary() {
    return "On how many clips two models say the same, for all models and the five best.";
  }

  @Override
  public void draw(Sheet sheet) {
    drawSummary(sheet);
    List<Columns> rows = sheet.evidence().rows(Relations.AGREEMENT);
    if (rows.isEmpty()) {
      sheet.empty("pairs of models", Remedies.PREDICTIONS);
    }
    for (Key group : Groups.shown(rows)) {
      sheet.heading(Groups.label(group));
      Slice own = pairs().where(group);
      for (Key on : Groups.keys(sheet.rows(own).rows(), Groups.ON)) {
        drawPairs(sheet, on, sheet.rows(own.where(on)));
      }
    }
  }

  private static Slice pairs() {
    return Slice.of(
            Relations.AGREEMENT,
            "task",
            "test_set",
            "condition",
            "model_a",
            "model_b",
            "agreement",
            "kappa",
            "both_wrong_same_answer",
            "oracle_accuracy",
            "n")
        .orderBy("model_a", "model_b");
  }

  private static void drawSummary(Sheet sheet) {
    Answer answer =
        sheet.rows(
            Slice.of(
                    Relations.AGREEMENT_SUMMARY,
                    "source",
                    "experiment",
                    "release",
                    "selection",
                    "task",
                    "test_set",
                    "condition",
                    "scope",
                    "agreement",
                    "kappa",
                    "fleiss_kappa",
                    "krippendorff_alpha",
                    "models",
                    "pairs",
                    "n")
                .orderBy(
                    "source",
                    "experiment",
                    "release",
                    "selection",
                    "task",
                    "test_set",
                    "condition",
                    "scope"));
    if (!answer.isEmpty()) {
      sheet.table(
          new Table("Mean agreement over pairs of models")
              .column("Task", Cell.text("task"))
              .column("Test set", Cell.text("test_set"))
              .column("Condition", Cell.text("condition"))
              .column("Models", Cell.text("scope"))
              .column("Agreement", Cell.score("agreement"))
              .column("Cohen's kappa", Cell.score("kappa"))
              .column("Fleiss' kappa", Cell.score("fleiss_kappa"))
              .column("Krippendorff's alpha", Cell.score("krippendorff_alpha"))
              .column("Number of models", Cell.count("models"))
              .column("Pairs", Cell.count("pairs"))
              .column("Clips", Cell.count("n"))
              .column("Source", Cell.text("source"))
              .column("Experiment", Cell.text("experiment"))
              .column("Selection", Cell.text("selection")),
          answer);
    }
  }

  private static void drawPairs(Sheet sheet, Key on, Answer answer) {
    TreeSet<String> names = new TreeSet<>(answer.texts("model_a"));
    names.addAll(answer.texts("model_b"));
    List<String> models = new ArrayList<>(names);
    List<Matrix.Cell> cells = new ArrayList<>();
    for (Columns row : answer.rows()) {
      String a = row.text("model_a");
      String b = row.text("model_b");
      double share = row.number("agreement");
      String hover = a + " and " + b + ": " + Numbers.score(share) + " of " + row.text("n");
      cells.add(
          new Matrix.Cell(
              models.indexOf(b), models.indexOf(a), share, Numbers.fixed(share, 2), hover));
    }
    sheet.scrolledFigure(
        "Share of clips on which two models agree, " + Groups.place(on),
        Scored.range(answer, "Agreement", "agreement"),
        answer,
        (text, out) -> new Matrix(text, models, models).draw(out, cells));
    sheet.folded(
        "Pairs as a table",
        () ->
            sheet.table(
                new Table("Pairs of models, " + Groups.place(on))
                    .column("Model", Cell.text("model_a"))
                    .column("and", Cell.text("model_b"))
                    .column("Agreement", Cell.score("agreement"))
                    .column("Kappa", Cell.score("kappa"))
                    .column("Same wrong answer", Cell.score("both_wrong_same_answer"))
                    .column("One of them right", Cell.score("oracle_accuracy"))
                    .column("Clips", Cell.count("n")),
                answer));
  }
}
