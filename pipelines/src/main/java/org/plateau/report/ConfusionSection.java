package org.plateau.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Confusion matrices, one a model, test set and condition. */
final class ConfusionSection implements Page.Section {
  private final View view;
  private int number;

  ConfusionSection(View view) {
    this.view = view;
  }

  @Override
  public String id() {
    return "confusion";
  }

  @Override
  public String heading() {
    return "Confusion matrices";
  }

  @Override
  public void draw(Markup out) {
    List<ConfusionRow> rows = view.results().confusions();
    if (rows.isEmpty()) {
      Blocks.empty(out, "predictions", "./submit.sh predict fills this part.");
    } else {
      out.element(
          "p",
          "Rows are the true class, columns the predicted one. A cell shows the share of its row"
              + " and, below, the number of predictions, summed over the seeds of the model.",
          "class",
          "note");
    }
    View.by(rows, ConfusionRow::panel)
        .forEach(
            (panel, cells) -> {
              out.element("h3", panel.label());
              out.open("div", "class", "grid2");
              Map<String, List<ConfusionRow>> models = View.by(cells, ConfusionRow::model);
              models.forEach((model, own) -> drawModel(out, panel, model, own));
              out.close();
            });
    Blocks.sql(
        out, view.header().warehouse(), "cells of the matrices", view.queries().confusions());
  }

  private void drawModel(Markup out, Panel panel, String model, List<ConfusionRow> cells) {
    List<String> classes = new ArrayList<>(view.classes(panel.task()));
    TreeSet<String> others = new TreeSet<>();
    for (ConfusionRow cell : cells) {
      others.add(cell.label());
      others.add(cell.prediction());
    }
    classes.forEach(others::remove);
    classes.addAll(others);
    long[][] counts = new long[classes.size()][classes.size()];
    for (ConfusionRow cell : cells) {
      counts[classes.indexOf(cell.label())][classes.indexOf(cell.prediction())] += cell.clips();
    }
    String id = "confusion-" + ++number;
    out.open("figure").element("figcaption", model);
    String title = "Confusion matrix of " + model + ", " + panel.label();
    new HeatMap(id, title, classes, counts).draw(out);
    out.close();
  }
}
