package org.plateau.report.pages.analysis;

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

/** What the models' layers know of acoustics, and how training moves them. */
public final class Probing implements Theme {
  private static final List<String> RUNS = List.of("source", "experiment", "task", "release");

  @Override
  public String file() {
    return "probing.html";
  }

  @Override
  public String title() {
    return "Probing";
  }

  @Override
  public String summary() {
    return "How well pitch, loudness and formants can be read from the layers of the networks.";
  }

  @Override
  public void draw(Sheet sheet) {
    List<Columns> own = sheet.evidence().rows(Relations.PROBING);
    Slice published =
        Slice.of(Relations.PUBLISHED, "model", "metric", "value")
            .begins("metric", "probe:")
            .orderBy("model", "metric");
    Answer printed = sheet.rows(published);
    if (own.isEmpty() && printed.isEmpty()) {
      sheet.empty(
          "probing results",
          "./submit.sh probe fills this page from trained networks, ./submit.sh import-scores FILE"
              + " from published tables.");
    }
    for (Key runs : Groups.keys(own, RUNS)) {
      Slice slice =
          Slice.of(Relations.PROBING, "model", "feature", "pearson_r", "n")
              .where(runs)
              .orderBy("model", "feature");
      draw(
          sheet,
          Groups.source(runs) + ", " + runs.get("task"),
          sheet.rows(slice),
          "feature",
          "pearson_r");
    }
    List<String> on = List.of("source", "experiment", "task", "release", "test_set", "condition");
    for (Key set : Groups.keys(printed.rows(), on)) {
      draw(
          sheet,
          Groups.source(set) + ", " + Groups.place(set),
          sheet.rows(published.where(set)),
          "metric",
          "value");
    }
    drawCka(sheet);
  }

  private static void draw(
      Sheet sheet, String heading, Answer answer, String feature, String value) {
    sheet.heading(heading);
    List<String> models = new ArrayList<>(answer.texts("model"));
    Map<String, String> names = new TreeMap<>();
    answer.texts(feature).forEach(name -> names.put(name, name.replace("probe:", "")));
    List<String> features = new ArrayList<>(names.keySet());
    List<String> numbers = new ArrayList<>();
    StringBuilder list = new StringBuilder("Columns: ");
    for (int i = 0; i < features.size(); i++) {
      numbers.add(Integer.toString(i + 1));
      list.append(i == 0 ? "" : ", ").append(i + 1).append(" ").append(names.get(features.get(i)));
    }
    List<Matrix.Cell> cells = new ArrayList<>();
    for (Columns row : answer.rows()) {
      double r = row.number(value);
      String hover =
          row.text("model") + ", " + names.get(row.text(feature)) + ": r " + Numbers.score(r);
      cells.add(
          new Matrix.Cell(
              models.indexOf(row.text("model")),
              features.indexOf(row.text(feature)),
              r,
              Numbers.fixed(r, 2),
              hover));
    }
    sheet.note(list + ".");
    sheet.scrolledFigure(
        "Pearson's r of acoustic measures read from the layers, mean over layers and epochs",
        Scored.range(answer, "r", value),
        answer,
        (text, out) -> new Matrix(text, models, numbers).draw(out, cells));
  }

  private static void drawCka(Sheet sheet) {
    List<Columns> rows = sheet.evidence().rows(Relations.CKA);
    sheet.heading("How training moves the layers");
    if (rows.isEmpty()) {
      sheet.empty("similarities of layers", "./submit.sh probe computes them (CKA).");
    }
    List<String> keys = new ArrayList<>(RUNS);
    keys.add("model");
    for (Key key : Groups.keys(rows, keys)) {
      Answer answer =
          sheet.rows(
              Slice.of(Relations.CKA, "epoch", "layer", "value", "value_unbiased")
                  .where(key)
                  .orderBy("layer", "epoch"));
      drawLayers(sheet, key, answer);
    }
  }

  private static void drawLayers(Sheet sheet, Key key, Answer answer) {
    List<String> layers = answer.texts("layer");
    TreeSet<Long> epochs = new TreeSet<>();
    answer.rows().forEach(row -> epochs.add(row.whole("epoch")));
    List<Long> columns = new ArrayList<>(epochs);
    List<Matrix.Cell> cells = new ArrayList<>();
    for (Columns row : answer.rows()) {
      double value = row.number("value");
      String hover =
          "layer "
              + row.text("layer")
              + ", epoch "
              + row.text("epoch")
              + ": CKA "
              + Numbers.score(value)
              + ", unbiased "
              + Numbers.score(row.number("value_unbiased"));
      cells.add(
          new Matrix.Cell(
              layers.indexOf(row.text("layer")),
              columns.indexOf(row.whole("epoch")),
              value,
              Numbers.fixed(value, 2),
              hover));
    }
    sheet.scrolledFigure(
        "CKA of each layer (line) with itself before training, by epoch (column): "
            + key.get("model")
            + ", "
            + key.get("task"),
        Scored.range(answer, "CKA", "value"),
        answer,
        (text, out) ->
            new Matrix(text, layers, columns.stream().map(String::valueOf).toList())
                .draw(out, cells));
  }
}
