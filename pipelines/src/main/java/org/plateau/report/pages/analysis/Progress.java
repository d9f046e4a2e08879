package org.plateau.report.pages.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.plateau.report.data.Answer;
import org.plateau.report.data.Columns;
import org.plateau.report.data.Key;
import org.plateau.report.data.Relations;
import org.plateau.report.data.Slice;
import org.plateau.report.figures.DotPlot;
import org.plateau.report.figures.GroupStyle;
import org.plateau.report.figures.Mark;
import org.plateau.report.figures.Scatter;
import org.plateau.report.html.Cell;
import org.plateau.report.html.Numbers;
import org.plateau.report.html.Table;
import org.plateau.report.pages.Groups;
import org.plateau.report.pages.Sheet;
import org.plateau.report.pages.Theme;

/** Are newer and bigger models better? Correlations, fronts, and how much the choice matters. */
public final class Progress implements Theme {
  /** One hue a predictor. */
  private static final Map<String, GroupStyle> LOOKS =
      Map.of(
          "year", new GroupStyle(0, false, false),
          "parameters", new GroupStyle(1, false, false),
          "macs", new GroupStyle(2, false, false),
          "macs_torchinfo", new GroupStyle(3, false, false));

  @Override
  public String file() {
    return "progress.html";
  }

  @Override
  public String title() {
    return "Progress";
  }

  @Override
  public String summary() {
    return "Correlation of UAR and fairness with year, parameters and multiply-adds; what stays when"
        + " models are left out.";
  }

  @Override
  public void draw(Sheet sheet) {
    List<Columns> rows = sheet.evidence().rows(Relations.PROGRESS);
    if (rows.isEmpty()) {
      sheet.empty("progress correlations", Remedies.ANALYSE);
    }
    for (Key group : Groups.shown(rows)) {
      sheet.heading(Groups.label(group));
      drawCorrelations(sheet, group);
      drawFronts(sheet, group);
      drawPartial(sheet, group);
      drawSensitivity(sheet, group);
    }
  }

  private static void drawCorrelations(Sheet sheet, Key group) {
    Slice all =
        Slice.of(
                Relations.PROGRESS,
                "task",
                "test_set",
                "condition",
                "metric",
                "predictor",
                "rho",
                "ci_low",
                "ci_high",
                "n",
                "undefined")
            .where(group)
            .orderBy("metric", "predictor", "task", "test_set", "condition");
    sheet.note(
        "Spearman's rho over the models, with 95 % intervals over resampled models. macs are true"
            + " multiply-adds; macs_torchinfo are those that the tool of the paper counts. rho is"
            + " n/a where a metric is the same for all models or fewer than three have it.");
    for (String metric : sheet.rows(all).texts("metric")) {
      Answer answer = sheet.rows(all.where("metric", metric));
      String title = "Correlation of " + metric + " with year and size";
      sheet.figure(
          title,
          Scored.range(answer, "rho", "rho"),
          answer,
          (text, out) ->
              new DotPlot(text, "Spearman's rho", -1, 1, 0, "0")
                  .draw(out, answer.rows().stream().map(Progress::line).toList()));
    }
    sheet.table(
        new Table("Progress correlations")
            .column("Predictor", Cell.text("predictor"))
            .column("Metric", Cell.text("metric"))
            .column("Task", Cell.text("task"))
            .column("Test set", Cell.text("test_set"))
            .column("Condition", Cell.text("condition"))
            .column("rho", Cell.interval("rho", "ci_low", "ci_high"))
            .column("Models", Cell.count("n"))
            .column("Undefined resamples", Cell.count("undefined")),
        sheet.rows(all));
  }

  private static DotPlot.Line line(Columns row) {
    String predictor = row.text("predictor");
    String place = Groups.place(row.text("task"), row.text("test_set"), row.text("condition"));
    return line(row, predictor + ": " + place, "rho", "ci_low", "ci_high");
  }

  private static DotPlot.Line line(
      Columns row, String label, String value, String low, String high) {
    String rho = Numbers.interval(row.number(value), row.number(low), row.number(high));
    GroupStyle style = LOOKS.getOrDefault(row.text("predictor"), new GroupStyle(4, false, false));
    String hover = label + ": rho " + rho + ", n = " + row.text("n");
    Mark mark = new Mark(row.number(value), row.number(low), row.number(high), style, hover);
    return new DotPlot.Line(label, List.of(mark));
  }

  private static void drawFronts(Sheet sheet, Key group) {
    Slice all =
        Slice.of(
                Relations.PARETO,
                "task",
                "test_set",
                "condition",
                "cost",
                "model",
                "cost_value",
                "uar",
                "on_front",
                "dominated_by")
            .where(group)
            .orderBy("cost_value", "model");
    Answer answer = sheet.rows(all);
    if (answer.isEmpty()) {
      return;
    }
    sheet.subheading("UAR against size");
    sheet.note(
        "A thick outline marks the front: no other model is smaller and better at once. The size"
            + " grows by powers of ten.");
    sheet.legend(answer.texts("model"));
    for (Key on : Groups.keys(answer.rows(), Groups.ON)) {
      sheet.subheading(Groups.place(on));
      sheet.out().open("div", "class", "grid2");
      for (String cost : List.of("parameters", "macs")) {
        drawFront(sheet, on, cost, all.where(on).where("cost", cost));
      }
      sheet.out().close();
    }
    Slice front =
        all.whereTrue("on_front").orderBy("task", "test_set", "condition", "cost", "cost_value");
    sheet.folded(
        "The models on the fronts",
        () ->
            sheet.table(
                new Table("Models that none beats on cost and UAR")
                    .column("Model", Cell.text("model"))
                    .column("Task", Cell.text("task"))
                    .column("Test set", Cell.text("test_set"))
                    .column("Condition", Cell.text("condition"))
                    .column("Cost", Cell.text("cost"))
                    .column("Size", Cell.fixed("cost_value", 0))
                    .column("UAR", Cell.score("uar")),
                sheet.rows(front)));
  }

  private static void drawFront(Sheet sheet, Key on, String cost, Slice slice) {
    Answer answer = sheet.rows(slice);
    if (answer.isEmpty()) {
      return;
    }
    List<Scatter.Point> points = new ArrayList<>();
    for (Columns row : answer.rows()) {
      boolean front = Boolean.TRUE.equals(row.flagOrNull("on_front"));
      String hover =
          row.text("model")
              + ": UAR "
              + Numbers.score(row.number("uar"))
              + ", "
              + cost
              + " "
              + Numbers.fixed(row.number("cost_value"), 0)
              + (front ? ", on the front" : "");
      points.add(
          new Scatter.Point(
              row.number("cost_value"),
              row.number("uar"),
              sheet.styles().of(row.text("model")),
              front,
              hover));
    }
    sheet.figure(
        "UAR against " + cost + ", " + Groups.place(on),
        Scored.range(answer, "UAR", "uar"),
        answer,
        (text, out) -> new Scatter(text, cost, "UAR", true).draw(out, points));
  }

  private static void drawPartial(Sheet sheet, Key group) {
    Answer answer =
        sheet.rows(
            Slice.of(
                    Relations.PARTIAL,
                    "task",
                    "test_set",
                    "condition",
                    "metric",
                    "predictor",
                    "given",
                    "rho",
                    "ci_low",
                    "ci_high",
                    "n")
                .where(group)
                .orderBy("metric", "predictor", "given", "task", "test_set", "condition"));
    if (!answer.isEmpty()) {
      sheet.subheading("One predictor, another held fixed");
      sheet.table(
          new Table("Partial rank correlations")
              .column("Predictor", Cell.text("predictor"))
              .column("Given", Cell.text("given"))
              .column("Metric", Cell.text("metric"))
              .column("Task", Cell.text("task"))
              .column("Test set", Cell.text("test_set"))
              .column("Condition", Cell.text("condition"))
              .column("rho", Cell.interval("rho", "ci_low", "ci_high"))
              .column("Models", Cell.count("n")),
          answer);
    }
  }

  private static void drawSensitivity(Sheet sheet, Key group) {
    Slice all =
        Slice.of(
                Relations.SENSITIVITY,
                "task",
                "test_set",
                "condition",
                "metric",
                "predictor",
                "choice",
                "left_out",
                "rho",
                "rho_low",
                "rho_median",
                "rho_high",
                "n",
                "subsets")
            .where(group)
            .orderBy("predictor", "choice", "left_out", "task", "test_set", "condition", "metric");
    Answer answer = sheet.rows(all);
    if (answer.isEmpty()) {
      return;
    }
    sheet.subheading("Which models were chosen");
    sheet.note(
        "rho without one group of models at a time, and over random choices of models: their mean,"
            + " with the range of the middle 95 %.");
    Slice uar = all.where("metric", "uar");
    for (Key on : Groups.keys(sheet.rows(uar).rows(), Groups.ON)) {
      Answer own = sheet.rows(uar.where(on));
      String title = "rho of UAR when models are left out, " + Groups.place(on);
      sheet.folded(
          Groups.place(on),
          () ->
              sheet.figure(
                  title,
                  Scored.range(own, "rho", "rho"),
                  own,
                  (text, out) ->
                      new DotPlot(text, "Spearman's rho", -1, 1, 0, "0")
                          .draw(
                              out,
                              own.rows().stream()
                                  .map(row -> line(row, choice(row), "rho", "rho_low", "rho_high"))
                                  .toList())));
    }
    sheet.folded(
        "Sensitivity as a table",
        () ->
            sheet.table(
                new Table("rho when models are left out")
                    .column("Predictor", Cell.text("predictor"))
                    .column("Metric", Cell.text("metric"))
                    .column("Task", Cell.text("task"))
                    .column("Test set", Cell.text("test_set"))
                    .column("Condition", Cell.text("condition"))
                    .column("Choice", Cell.text("choice"))
                    .column("Left out or kept", Cell.text("left_out"))
                    .column("rho", Cell.interval("rho", "rho_low", "rho_high"))
                    .column("Median", Cell.score("rho_median"))
                    .column("Models", Cell.count("n"))
                    .column("Draws", Cell.count("subsets")),
                answer));
  }

  private static String choice(Columns row) {
    boolean group = row.text("choice").equals("without-group");
    return row.text("predictor")
        + (group ? ": without " : ": random choice of ")
        + row.text("left_out");
  }
}
