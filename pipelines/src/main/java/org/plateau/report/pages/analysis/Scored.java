package org.plateau.report.pages.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.plateau.report.data.Answer;
import org.plateau.report.data.Columns;
import org.plateau.report.data.Key;
import org.plateau.report.data.Relations;
import org.plateau.report.data.Slice;
import org.plateau.report.figures.DotPlot;
import org.plateau.report.figures.GroupStyle;
import org.plateau.report.figures.Mark;
import org.plateau.report.html.Numbers;
import org.plateau.report.pages.Groups;
import org.plateau.report.pages.Sheet;

/** Rows of {@code model_scores} and the figure of them. */
final class Scored {
  private static final String[] COLUMNS = {
    "task", "test_set", "condition", "model", "year", "modality", "value", "ci_low", "ci_high", "n"
  };

  private Scored() {}

  /** UAR of the models of a group. */
  static Slice uar(Key group) {
    return metric(group, "uar");
  }

  static Slice metric(Key group, String metric) {
    return Slice.of(Relations.MODEL_SCORES, COLUMNS).where(group).where("metric", metric);
  }

  /** One line a model, one mark a row; a guess is the dashed line. */
  static void figure(Sheet sheet, String title, Key on, Slice slice) {
    figure(sheet, title, on.get("task"), slice, row -> false);
  }

  /** The same with some marks hollow. */
  static void figure(
      Sheet sheet, String title, String task, Slice slice, Function<Columns, Boolean> hollow) {
    Answer answer = sheet.rows(slice);
    if (answer.isEmpty()) {
      return;
    }
    Map<String, List<Mark>> lines = new LinkedHashMap<>();
    for (Columns row : answer.rows()) {
      String model = row.text("model");
      GroupStyle style = sheet.styles().of(model);
      if (hollow.apply(row)) {
        style = new GroupStyle(style.hue(), style.square(), true);
      }
      String place = Groups.place(row.text("task"), row.text("test_set"), row.text("condition"));
      double low = row.number("ci_low");
      double high = row.number("ci_high");
      String hover =
          model
              + ", "
              + place
              + ": UAR "
              + Numbers.interval(row.number("value"), low, high)
              + (row.text("year").isEmpty() ? "" : ", year " + row.text("year"));
      lines
          .computeIfAbsent(model, ignored -> new ArrayList<>())
          .add(new Mark(row.number("value"), low, high, style, hover));
    }
    double chance = sheet.header().chance(task);
    sheet.figure(
        title,
        range(answer, "UAR", "value"),
        answer,
        (text, out) -> {
          List<DotPlot.Line> drawn = new ArrayList<>();
          lines.forEach((model, marks) -> drawn.add(new DotPlot.Line(model, marks)));
          String guess = "chance " + Numbers.score(chance);
          new DotPlot(text, "UAR", 0, 1, chance, guess).draw(out, drawn);
        });
  }

  /** The least and the greatest value of a column in words. */
  static String range(Answer answer, String name, String column) {
    double[] finite =
        answer.rows().stream()
            .mapToDouble(row -> row.number(column))
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    String count = Numbers.amount(answer.size(), "mark") + ". ";
    if (finite.length == 0) {
      return count + name + " has no value.";
    }
    return count
        + name
        + " from "
        + Numbers.score(finite[0])
        + " to "
        + Numbers.score(finite[finite.length - 1])
        + ", median "
        + Numbers.score(finite[finite.length / 2])
        + ".";
  }
}
