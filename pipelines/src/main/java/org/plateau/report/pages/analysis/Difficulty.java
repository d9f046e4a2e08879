package org.plateau.report.pages.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.plateau.report.data.Answer;
import org.plateau.report.data.Columns;
import org.plateau.report.data.Key;
import org.plateau.report.data.Relations;
import org.plateau.report.data.Slice;
import org.plateau.report.figures.GroupStyle;
import org.plateau.report.figures.Scatter;
import org.plateau.report.html.Cell;
import org.plateau.report.html.Numbers;
import org.plateau.report.html.Table;
import org.plateau.report.pages.Groups;
import org.plateau.report.pages.Sheet;
import org.plateau.report.pages.Theme;

/** Which clips are hard, for people and for models. */
public final class Difficulty implements Theme {
  @Override
  public String file() {
    return "difficulty.html";
  }

  @Override
  public String title() {
    return "Difficulty";
  }

  @Override
  public String summary() {
    return "Clips on which models disagree, and whether people find them hard too.";
  }

  @Override
  public void draw(Sheet sheet) {
    List<Columns> levels = sheet.evidence().rows(Relations.DIFFICULTY);
    List<Columns> correlations = sheet.evidence().rows(Relations.DIFFICULTY_CORRELATIONS);
    if (levels.isEmpty() && correlations.isEmpty()) {
      sheet.empty("clips with several predictions", Remedies.PREDICTIONS);
    }
    List<Columns> both = new ArrayList<>(levels);
    both.addAll(correlations);
    for (Key group : Groups.shown(both)) {
      sheet.heading(Groups.label(group));
      drawCorrelations(sheet, group);
      Slice own =
          Slice.of(
                  Relations.DIFFICULTY,
                  "task",
                  "test_set",
                  "condition",
                  "models_disagreeing",
                  "voters",
                  "clips",
                  "human_difficulty",
                  "mean_loss")
              .where(group)
              .orderBy("models_disagreeing");
      for (Key on : Groups.keys(sheet.rows(own).rows(), Groups.ON)) {
        drawLevels(sheet, on, sheet.rows(own.where(on)));
      }
    }
  }

  private static void drawCorrelations(Sheet sheet, Key group) {
    Answer answer =
        sheet.rows(
            Slice.of(
                    Relations.DIFFICULTY_CORRELATIONS,
                    "task",
                    "test_set",
                    "condition",
                    "measure",
                    "model",
                    "rho",
                    "n")
                .where(group)
                .orderBy("model", "measure", "task", "test_set", "condition"));
    if (!answer.isEmpty()) {
      sheet.note("Model * stands for all models together.");
      sheet.table(
          new Table("Correlations of difficulty (Spearman's rho)")
              .column("Measure", Cell.text("measure"))
              .column("Model", Cell.text("model"))
              .column("Task", Cell.text("task"))
              .column("Test set", Cell.text("test_set"))
              .column("Condition", Cell.text("condition"))
              .column("rho", Cell.score("rho"))
              .column("n", Cell.count("n")),
          answer);
    }
  }

  private static void drawLevels(Sheet sheet, Key on, Answer answer) {
    sheet.subheading(Groups.place(on));
    sheet.out().open("div", "class", "grid2");
    drawLevel(sheet, on, answer, "clips", row -> Numbers.count(row.wholeOrNull("clips")));
    drawLevel(
        sheet,
        on,
        answer,
        "human_difficulty",
        row -> Numbers.score(row.number("human_difficulty")));
    sheet.out().close();
  }

  private static void drawLevel(
      Sheet sheet, Key on, Answer answer, String column, Function<Columns, String> number) {
    String name = column.equals("clips") ? "Clips" : "Mean difficulty for people";
    List<Scatter.Point> points = new ArrayList<>();
    for (Columns row : answer.rows()) {
      String hover =
          row.text("models_disagreeing")
              + " of "
              + row.text("voters")
              + " models disagree: "
              + name
              + " "
              + number.apply(row);
      points.add(
          new Scatter.Point(
              row.number("models_disagreeing"),
              row.number(column),
              new GroupStyle(0, false, false),
              false,
              hover));
    }
    sheet.figure(
        name + " by the number of models that disagree with the majority, " + Groups.place(on),
        Scored.range(answer, name, column),
        answer,
        (text, out) -> new Scatter(text, "models that disagree", name, false).draw(out, points));
  }
}
