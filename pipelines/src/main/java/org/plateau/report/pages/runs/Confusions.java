package org.plateau.report.pages.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plateau.report.data.Answer;
import org.plateau.report.data.Columns;
import org.plateau.report.data.Key;
import org.plateau.report.data.Relations;
import org.plateau.report.data.Slice;
import org.plateau.report.figures.Matrix;
import org.plateau.report.html.Numbers;
import org.plateau.report.pages.Groups;
import org.plateau.report.pages.Sheet;
import org.plateau.report.pages.Theme;

/** Which class is taken for which, a matrix a model. */
public final class Confusions implements Theme {
  /** More models than this are folded. */
  private static final int OPEN = 6;

  @Override
  public String file() {
    return "confusion.html";
  }

  @Override
  public String title() {
    return "Confusion";
  }

  @Override
  public String summary() {
    return "Which class each model takes for which.";
  }

  @Override
  public void draw(Sheet sheet) {
    List<Columns> rows = sheet.evidence().rows(Relations.CONFUSIONS);
    if (rows.isEmpty()) {
      sheet.empty(
          "predictions",
          "./submit.sh predict or ./submit.sh import-predictions FILE fills this page.");
    } else {
      sheet.note(
          "Lines are the true class, columns the predicted one. A cell shows the share of its line,"
              + " summed over the runs of the model; where nothing was predicted, there is no cell.");
    }
    Map<Key, List<Columns>> panels = Key.group(rows, Groups.PANEL);
    panels.forEach(
        (panel, own) -> {
          sheet.heading(Groups.panel(panel));
          List<String> models =
              new ArrayList<>(
                  new TreeSet<>(
                      Key.group(own, List.of("model")).keySet().stream()
                          .map(key -> key.get("model"))
                          .toList()));
          Runnable all = () -> models.forEach(model -> drawModel(sheet, panel, model));
          if (models.size() > OPEN) {
            sheet.folded(
                Numbers.amount(models.size(), "matrix").replace("matrixs", "matrices"), all);
          } else {
            all.run();
          }
        });
  }

  private static void drawModel(Sheet sheet, Key panel, String model) {
    Answer answer =
        sheet.rows(
            Slice.of(Relations.CONFUSIONS, "label", "prediction", "clips")
                .where(panel)
                .where("model", model)
                .orderBy("label", "prediction"));
    List<String> classes = classes(sheet, panel.get("task"), answer);
    Map<String, Long> totals = new TreeMap<>();
    answer.rows().forEach(row -> totals.merge(row.text("label"), row.whole("clips"), Long::sum));
    List<Matrix.Cell> cells = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    for (Columns row : answer.rows()) {
      String label = row.text("label");
      String prediction = row.text("prediction");
      long total = totals.get(label);
      double share = (double) row.whole("clips") / total;
      String hover =
          label + " taken for " + prediction + ": " + row.whole("clips") + " of " + total;
      words.append(hover).append(". ");
      cells.add(
          new Matrix.Cell(
              classes.indexOf(label),
              classes.indexOf(prediction),
              share,
              Numbers.fixed(share, 2),
              hover));
    }
    sheet.scrolledFigure(
        "Confusion matrix of " + model + ", " + Groups.place(panel),
        words.toString().strip(),
        answer,
        (text, out) -> new Matrix(text, classes, classes).draw(out, cells));
  }

  /** The classes in the order of the logits, then others that occur; no label is the last one. */
  private static List<String> classes(Sheet sheet, String task, Answer answer) {
    List<String> classes = new ArrayList<>(sheet.header().classes().getOrDefault(task, List.of()));
    TreeSet<String> others = new TreeSet<>(answer.texts("label"));
    others.addAll(answer.texts("prediction"));
    others.removeAll(classes);
    classes.addAll(others);
    return classes;
  }
}
