package org.plateau.report.pages.analysis;

import java.util.ArrayList;
import java.util.Collection;
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

/** Rank correlations of the models' UAR between what they were tested on. */
final class RankFigure {
  private RankFigure() {}

  /** All of a group: a matrix and a table. */
  static void all(Sheet sheet, Key group) {
    Answer answer = sheet.rows(uar(group));
    if (answer.isEmpty()) {
      return;
    }
    TreeSet<Key> places = new TreeSet<>();
    for (Columns row : answer.rows()) {
      places.add(place(row, "_x"));
      places.add(place(row, "_y"));
    }
    List<Key> order = new ArrayList<>(places);
    List<String> lines = new ArrayList<>();
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      numbers.add(Integer.toString(i + 1));
      lines.add((i + 1) + "  " + Groups.place(order.get(i)));
    }
    List<Matrix.Cell> cells = new ArrayList<>();
    for (Columns row : answer.rows()) {
      int line = order.indexOf(place(row, "_y"));
      int column = order.indexOf(place(row, "_x"));
      double rho = row.number("rho");
      String hover =
          Groups.place(order.get(line))
              + " and "
              + Groups.place(order.get(column))
              + ": rho "
              + Numbers.interval(rho, row.number("ci_low"), row.number("ci_high"))
              + ", n = "
              + row.text("n");
      cells.add(
          new Matrix.Cell(
              Math.max(line, column), Math.min(line, column), rho, Numbers.fixed(rho, 2), hover));
    }
    sheet.scrolledFigure(
        "Spearman's rho between the models' UAR on every two test sets",
        Scored.range(answer, "rho", "rho"),
        answer,
        (text, out) -> new Matrix(text, lines, numbers).draw(out, cells));
    sheet.folded("Rank correlations as a table", () -> table(sheet, answer));
  }

  /** Those in which one of the two is among some conditions or test sets. */
  static void with(Sheet sheet, Key group, String column, Collection<String> values) {
    Answer answer = sheet.rows(uar(group).either(column + "_x", column + "_y", values));
    if (!answer.isEmpty()) {
      table(sheet, answer);
    }
  }

  private static void table(Sheet sheet, Answer answer) {
    sheet.table(
        new Table("Spearman's rho of UAR; intervals over models")
            .column("Task", Cell.text("task_x"))
            .column("Test set", Cell.text("test_set_x"))
            .column("Condition", Cell.text("condition_x"))
            .column("and task", Cell.text("task_y"))
            .column("Test set", Cell.text("test_set_y"))
            .column("Condition", Cell.text("condition_y"))
            .column("rho", Cell.interval("rho", "ci_low", "ci_high"))
            .column("Models", Cell.count("n")),
        answer);
  }

  private static Slice uar(Key group) {
    return Slice.of(
            Relations.RANK_CORRELATIONS,
            "task_x",
            "test_set_x",
            "condition_x",
            "task_y",
            "test_set_y",
            "condition_y",
            "rho",
            "ci_low",
            "ci_high",
            "n")
        .where(group)
        .where("metric_x", "uar")
        .where("metric_y", "uar")
        .orderBy("task_x", "test_set_x", "condition_x", "task_y", "test_set_y", "condition_y");
  }

  private static Key place(Columns row, String suffix) {
    return new Key(Groups.ON, Groups.ON.stream().map(column -> row.text(column + suffix)).toList());
  }
}
