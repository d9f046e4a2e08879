package org.plateau.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Training curves: loss and dev UAR by epoch, one line a run. */
final class CurveSection implements Page.Section {
  private final View view;
  private int number;

  CurveSection(View view) {
    this.view = view;
  }

  @Override
  public String id() {
    return "training";
  }

  @Override
  public String heading() {
    return "Training curves";
  }

  @Override
  public void draw(Markup out) {
    List<EpochRow> rows = view.results().epochs();
    if (rows.isEmpty()) {
      Blocks.empty(out, "finished epochs", "./submit.sh train fills this part.");
    } else {
      out.element(
          "p",
          "One line a run. Left: weighted cross-entropy on the training split (dashed) and on the"
              + " dev split (solid). Right: UAR on the dev split, which picks the best epoch.",
          "class",
          "note");
    }
    Map<String, List<EpochRow>> trainings = View.by(rows, CurveSection::training);
    trainings.forEach(
        (training, own) -> {
          out.element("h3", training);
          Map<String, List<EpochRow>> models = View.by(own, EpochRow::model);
          models.forEach((model, epochs) -> drawModel(out, training, model, epochs));
        });
    Blocks.sql(out, view.header().warehouse(), "epochs", view.queries().epochs());
  }

  private static String training(EpochRow row) {
    String base = row.task() + ", release " + row.release() + ", experiment " + row.experiment();
    return row.source().equals("plateau") ? base : base + ", source " + row.source();
  }

  private void drawModel(Markup out, String training, String model, List<EpochRow> epochs) {
    Map<String, List<EpochRow>> runs = View.by(epochs, EpochRow::runId);
    long last = epochs.stream().mapToLong(EpochRow::epoch).max().orElse(0);
    String scope = model + ", " + training;
    String extent = Opening.amount(runs.size(), "run") + " up to epoch " + last + ". ";
    List<LineChart.Line> losses = new ArrayList<>();
    losses.addAll(lines("train", "train loss", runs, EpochRow::trainLoss, 3));
    losses.addAll(lines("dev", "dev loss", runs, EpochRow::devLoss, 3));
    List<LineChart.Line> uars = lines("dev", "dev UAR", runs, EpochRow::devUar, 3);
    out.open("div", "class", "grid2");
    out.open("figure").element("figcaption", model + ": loss");
    String lossText = extent + range("Train loss", epochs, EpochRow::trainLoss);
    lossText += " " + range("Dev loss", epochs, EpochRow::devLoss);
    new LineChart("curve-" + ++number, "Loss by epoch, " + scope, lossText, "loss")
        .draw(out, losses, false);
    out.close();
    out.open("figure").element("figcaption", model + ": dev UAR");
    String uarText = extent + range("Dev UAR", epochs, EpochRow::devUar);
    new LineChart("curve-" + ++number, "Dev UAR by epoch, " + scope, uarText, "UAR")
        .draw(out, uars, true);
    out.close().close();
  }

  private static List<LineChart.Line> lines(
      String cssClass,
      String name,
      Map<String, List<EpochRow>> runs,
      ToDoubleFunction<EpochRow> value,
      int digits) {
    List<LineChart.Line> lines = new ArrayList<>();
    runs.forEach(
        (runId, epochs) -> {
          List<LineChart.Point> points = new ArrayList<>();
          for (EpochRow row : epochs) {
            double y = value.applyAsDouble(row);
            String hover =
                Numbers.text(
                    "seed %d, epoch %d: %s %s",
                    row.seed(), row.epoch(), name, Numbers.fixed(y, digits));
            points.add(new LineChart.Point(Math.toIntExact(row.epoch()), y, hover));
          }
          lines.add(new LineChart.Line(cssClass, runId, points));
        });
    return lines;
  }

  private static String range(
      String name, List<EpochRow> epochs, ToDoubleFunction<EpochRow> value) {
    double[] finite = epochs.stream().mapToDouble(value).filter(Double::isFinite).toArray();
    if (finite.length == 0) {
      return name + " has no value.";
    }
    double least = java.util.Arrays.stream(finite).min().orElseThrow();
    double most = java.util.Arrays.stream(finite).max().orElseThrow();
    String text = name + " from " + Numbers.score(least) + " to " + Numbers.score(most) + ".";
    int left = epochs.size() - finite.length;
    return left == 0 ? text : text + " " + left + " epochs without a finite value are left out.";
  }
}
