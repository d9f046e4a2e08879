package org.plateau.report.pages.analysis;

import java.util.ArrayList;
import java.util.List;
import org.plateau.report.data.Answer;
import org.plateau.report.data.Columns;
import org.plateau.report.data.Key;
import org.plateau.report.data.Relations;
import org.plateau.report.data.Slice;
import org.plateau.report.figures.Scatter;
import org.plateau.report.html.Cell;
import org.plateau.report.html.Numbers;
import org.plateau.report.html.Table;
import org.plateau.report.pages.Groups;
import org.plateau.report.pages.Sheet;
import org.plateau.report.pages.Theme;

/** How evenly the models serve the speakers. */
public final class Fairness implements Theme {
  private static final int WORST = 20;

  @Override
  public String file() {
    return "fairness.html";
  }

  @Override
  public String title() {
    return "Fairness";
  }

  @Override
  public String summary() {
    return "Gini coefficient over speakers, gaps by gender, and the speakers served worst.";
  }

  @Override
  public void draw(Sheet sheet) {
    drawSummary(sheet);
    List<Columns> rows = sheet.evidence().rows(Relations.FAIRNESS);
    if (rows.isEmpty()) {
      sheet.empty(
          "speaker scores",
          "./submit.sh score fills this page where the corpus or the import names its speakers.");
    }
    for (Key panel : Groups.keys(rows, Groups.PANEL)) {
      drawPanel(sheet, panel);
    }
  }

  private static void drawSummary(Sheet sheet) {
    Answer answer =
        sheet.rows(
            Slice.of(
                    Relations.FAIRNESS_SUMMARY,
                    "source",
                    "experiment",
                    "release",
                    "selection",
                    "task",
                    "test_set",
                    "condition",
                    "metric",
                    "mean_gini",
                    "rho_uar",
                    "ci_low",
                    "ci_high",
                    "n",
                    "mean_gender_gap",
                    "gender_gap_models",
                    "models_below_chance")
                .orderBy(
                    "source",
                    "experiment",
                    "release",
                    "selection",
                    "task",
                    "test_set",
                    "condition",
                    "metric"));
    if (answer.isEmpty()) {
      return;
    }
    sheet.note(
        "The Gini coefficient of the speakers' UAR is 0 where all score the same. Models that do not"
            + " beat a guess clearly are left out.");
    sheet.table(
        new Table("Fairness over the models above chance")
            .column("Task", Cell.text("task"))
            .column("Test set", Cell.text("test_set"))
            .column("Condition", Cell.text("condition"))
            .column("Metric", Cell.text("metric"))
            .column("Mean Gini", Cell.score("mean_gini"))
            .column("rho (UAR, Gini)", Cell.interval("rho_uar", "ci_low", "ci_high"))
            .column("Models", Cell.count("n"))
            .column("Left out", Cell.count("models_below_chance"))
            .column("Women minus men", Cell.score("mean_gender_gap"))
            .column("Models with it", Cell.count("gender_gap_models"))
            .column("Source", Cell.text("source"))
            .column("Experiment", Cell.text("experiment"))
            .column("Release", Cell.text("release"))
            .column("Selection", Cell.text("selection")),
        answer);
  }

  private static void drawPanel(Sheet sheet, Key panel) {
    Slice slice =
        Slice.of(
                Relations.FAIRNESS,
                "model",
                "seeds",
                "uar",
                "gini",
                "mean_speaker_score",
                "worst_speaker_score",
                "gender_gap",
                "speakers")
            .where(panel)
            .orderBy("model");
    Answer answer = sheet.rows(slice);
    sheet.heading(Groups.panel(panel));
    sheet.legend(answer.texts("model"));
    List<Scatter.Point> points = new ArrayList<>();
    for (Columns row : answer.rows()) {
      String hover =
          row.text("model")
              + ": UAR "
              + Numbers.score(row.number("uar"))
              + ", Gini "
              + Numbers.score(row.number("gini"));
      points.add(
          new Scatter.Point(
              row.number("uar"),
              row.number("gini"),
              sheet.styles().of(row.text("model")),
              false,
              hover));
    }
    sheet.figure(
        "Gini coefficient against UAR, " + Groups.place(panel),
        Scored.range(answer, "Gini", "gini"),
        answer,
        (text, out) -> new Scatter(text, "UAR", "Gini", false).draw(out, points));
    sheet.table(
        new Table("Speakers' UAR, mean over the runs of a model")
            .column("Model", Cell.text("model"))
            .column("UAR", Cell.score("uar"))
            .column("Gini", Cell.score("gini"))
            .column("Mean speaker", Cell.score("mean_speaker_score"))
            .column("Worst speaker", Cell.score("worst_speaker_score"))
            .column("Women minus men", Cell.score("gender_gap"))
            .column("Speakers", Cell.count("speakers"))
            .column("Runs", Cell.count("seeds")),
        answer);
    drawWorst(sheet, panel);
  }

  private static void drawWorst(Sheet sheet, Key panel) {
    Answer worst =
        sheet.rows(
            Slice.of(
                    Relations.HARDEST_SPEAKERS,
                    "speaker",
                    "mean",
                    "lowest",
                    "highest",
                    "n",
                    "models")
                .where(panel)
                .orderBy("mean", "speaker")
                .limit(WORST));
    if (!worst.isEmpty()) {
      sheet.table(
          new Table("The " + worst.size() + " speakers with the lowest UAR over all models")
              .column("Speaker", Cell.text("speaker"))
              .column("Mean UAR", Cell.score("mean"))
              .column("Lowest", Cell.score("lowest"))
              .column("Highest", Cell.score("highest"))
              .column("Clips", Cell.count("n"))
              .column("Models", Cell.count("models")),
          worst);
    }
  }
}
