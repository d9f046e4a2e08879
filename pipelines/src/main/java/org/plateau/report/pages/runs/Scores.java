package org.plateau.report.pages.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plateau.report.data.Answer;
import org.plateau.report.data.Columns;
import org.plateau.report.data.Key;
import org.plateau.report.data.Relations;
import org.plateau.report.data.Slice;
import org.plateau.report.figures.DotPlot;
import org.plateau.report.figures.Mark;
import org.plateau.report.html.Cell;
import org.plateau.report.html.Numbers;
import org.plateau.report.html.Table;
import org.plateau.report.pages.Groups;
import org.plateau.report.pages.Sheet;
import org.plateau.report.pages.Theme;

/** Scores of single runs, the baselines beside the networks. */
public final class Scores implements Theme {
  @Override
  public String file() {
    return "scores.html";
  }

  @Override
  public String title() {
    return "Scores of runs";
  }

  @Override
  public String summary() {
    return "Every run's UAR with its interval, means over seeds, and the baselines.";
  }

  @Override
  public void draw(Sheet sheet) {
    List<Columns> rows = sheet.evidence().rows(Relations.RUN_SCORES);
    if (rows.isEmpty()) {
      sheet.empty("scores", "./submit.sh score fills this page from the predictions.");
    } else {
      sheet.note(
          "A mark is one run, its bar the 95 % bootstrap interval over the test clips. Colour and"
              + " shape tell the group; a baseline is an empty square.");
    }
    for (Key panel : Groups.keys(rows, Groups.PANEL)) {
      sheet.heading(Groups.panel(panel));
      drawFigure(sheet, panel);
      drawMeans(sheet, panel);
      drawRuns(sheet, panel);
    }
  }

  private static Slice slice(Key panel) {
    return Slice.of(
            Relations.RUN_SCORES,
            "run_id",
            "model",
            "seed",
            "metric",
            "interval",
            "value",
            "ci_low",
            "ci_high",
            "n",
            "above_chance",
            "chance")
        .where(panel);
  }

  private static void drawFigure(Sheet sheet, Key panel) {
    Answer answer =
        sheet.rows(
            slice(panel)
                .where("metric", "uar")
                .where("interval", "utterance")
                .orderBy("model", "seed", "run_id"));
    if (answer.isEmpty()) {
      return;
    }
    Map<String, List<Mark>> lines = new LinkedHashMap<>();
    for (Columns row : answer.rows()) {
      double low = row.number("ci_low");
      double high = row.number("ci_high");
      String hover =
          row.text("model")
              + ", seed "
              + row.text("seed")
              + ": UAR "
              + Numbers.interval(row.number("value"), low, high)
              + ", n = "
              + row.text("n");
      lines
          .computeIfAbsent(row.text("model"), ignored -> new ArrayList<>())
          .add(
              new Mark(
                  row.number("value"), low, high, sheet.styles().of(row.text("model")), hover));
    }
    sheet.legend(answer.texts("model"));
    double chance = sheet.header().chance(panel.get("task"));
    sheet.figure(
        "UAR of every run, " + Groups.place(panel),
        describe(lines),
        answer,
        (text, out) -> {
          List<DotPlot.Line> drawn = new ArrayList<>();
          lines.forEach((model, marks) -> drawn.add(new DotPlot.Line(model, marks)));
          String guess = "chance " + Numbers.score(chance);
          new DotPlot(text, "UAR", 0, 1, chance, guess).draw(out, drawn);
        });
  }

  private static String describe(Map<String, List<Mark>> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(
        (model, marks) -> {
          double mean = marks.stream().mapToDouble(Mark::value).average().orElse(Double.NaN);
          text.append(model).append(": ").append(Numbers.amount(marks.size(), "run"));
          text.append(", mean UAR ").append(Numbers.score(mean)).append(". ");
        });
    return text.toString().strip();
  }

  private static void drawMeans(Sheet sheet, Key panel) {
    Answer answer =
        sheet.rows(
            Slice.of(
                    Relations.RUN_MEANS,
                    "model",
                    "model_group",
                    "metric",
                    "interval",
                    "seeds",
                    "mean",
                    "lowest",
                    "highest",
                    "deviation")
                .where(panel)
                .where("interval", "utterance")
                .orderBy("metric", "-mean", "model"));
    sheet.table(
        new Table("Means over the runs of a model, " + Groups.place(panel))
            .column("Model", Cell.text("model"))
            .column("Group", Cell.text("model_group"))
            .column("Metric", Cell.text("metric"))
            .column("Mean", Cell.score("mean"))
            .column("Lowest", Cell.score("lowest"))
            .column("Highest", Cell.score("highest"))
            .column("Standard deviation", Cell.score("deviation"))
            .column("Runs", Cell.count("seeds")),
        answer);
  }

  private static void drawRuns(Sheet sheet, Key panel) {
    sheet.folded(
        "Every run, metric and interval",
        () ->
            sheet.table(
                new Table("Scores of runs, " + Groups.place(panel))
                    .column("Model", Cell.text("model"))
                    .column("Seed", Cell.text("seed"))
                    .column("Metric", Cell.text("metric"))
                    .column("Interval over", Cell.text("interval"))
                    .column("Value", Cell.interval("value", "ci_low", "ci_high"))
                    .column("n", Cell.count("n"))
                    .column("Above chance", Cell.flag("above_chance"))
                    .column("Cannot be told from a guess", Cell.flag("chance"))
                    .column("Run", Cell.text("run_id")),
                sheet.rows(slice(panel).orderBy("model", "seed", "metric", "interval", "run_id"))));
  }
}
