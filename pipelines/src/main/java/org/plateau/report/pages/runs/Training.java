package org.plateau.report.pages.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.plateau.report.data.Answer;
import org.plateau.report.data.Columns;
import org.plateau.report.data.Key;
import org.plateau.report.data.Relation;
import org.plateau.report.data.Relations;
import org.plateau.report.data.Slice;
import org.plateau.report.figures.LineChart;
import org.plateau.report.html.Numbers;
import org.plateau.report.pages.Groups;
import org.plateau.report.pages.Sheet;
import org.plateau.report.pages.Theme;

/** Training curves: loss and dev UAR by epoch, a line a run. */
public final class Training implements Theme {
  private static final List<String> TRAINED =
      List.of("source", "experiment", "task", "release", "model");

  @Override
  public String file() {
    return "training.html";
  }

  @Override
  public String title() {
    return "Training";
  }

  @Override
  public String summary() {
    return "Loss and dev UAR by epoch of every run.";
  }

  @Override
  public void draw(Sheet sheet) {
    List<Columns> rows = sheet.evidence().rows(Relations.EPOCHS);
    if (rows.isEmpty()) {
      sheet.empty("finished epochs", "./submit.sh train fills this page.");
    } else {
      sheet.note(
          "One line a run. Left: weighted cross-entropy on the training split (dashed) and on the"
              + " dev split (solid). Right: UAR on the dev split, which picks the best epoch.");
    }
    for (Key trained : Groups.keys(rows, TRAINED)) {
      String name =
          trained.get("model") + " on " + trained.get("task") + ". " + Groups.source(trained);
      sheet.heading(name);
      sheet.out().open("div", "class", "grid2");
      drawCurves(sheet, trained, Relations.LOSSES, "loss", name);
      drawCurves(sheet, trained, Relations.EPOCHS, "dev_uar", name);
      sheet.out().close();
    }
  }

  private static void drawCurves(
      Sheet sheet, Key trained, Relation relation, String column, String name) {
    boolean loss = column.equals("loss");
    List<String> line = loss ? List.of("run_id", "split") : List.of("run_id");
    Slice slice =
        loss
            ? Slice.of(relation, "run_id", "seed", "split", "epoch", "loss")
                .where(trained)
                .orderBy("run_id", "split", "epoch")
            : Slice.of(relation, "run_id", "seed", "epoch", "dev_uar")
                .where(trained)
                .orderBy("run_id", "epoch");
    Answer answer = sheet.rows(slice);
    List<LineChart.Line> lines = new ArrayList<>();
    for (Map.Entry<Key, List<Columns>> entry : Key.group(answer.rows(), line).entrySet()) {
      String split = loss ? entry.getKey().get("split") : "dev";
      List<LineChart.Point> points = new ArrayList<>();
      for (Columns row : entry.getValue()) {
        double value = row.number(column);
        String hover =
            "seed "
                + row.text("seed")
                + ", epoch "
                + row.text("epoch")
                + ": "
                + split
                + (loss ? " loss " : " UAR ")
                + Numbers.score(value);
        points.add(new LineChart.Point(Math.toIntExact(row.whole("epoch")), value, hover));
      }
      lines.add(new LineChart.Line(split, points));
    }
    String what = loss ? "Loss" : "Dev UAR";
    sheet.figure(
        what + " by epoch, " + name,
        what
            + " of "
            + Numbers.amount(lines.size(), "line")
            + ", "
            + Numbers.amount(answer.size(), "point")
            + ".",
        answer,
        (text, out) -> new LineChart(text, "epoch", loss ? "loss" : "UAR").draw(out, lines, !loss));
  }
}
