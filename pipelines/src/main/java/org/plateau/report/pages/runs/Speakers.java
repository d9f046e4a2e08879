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

/** UAR of each speaker. */
public final class Speakers implements Theme {
  private static final int MOST_MARKS = 3000;

  @Override
  public String file() {
    return "speakers.html";
  }

  @Override
  public String title() {
    return "Speakers";
  }

  @Override
  public String summary() {
    return "UAR of each speaker under each model.";
  }

  @Override
  public void draw(Sheet sheet) {
    List<Columns> rows = sheet.evidence().rows(Relations.SPEAKERS);
    if (rows.isEmpty()) {
      sheet.empty(
          "speaker scores",
          "./submit.sh score fills this page where the corpus or the import names its speakers.");
    } else {
      sheet.note(
          "A mark is one speaker: UAR over the classes that the speaker has, mean over the runs of"
              + " the model.");
    }
    for (Key panel : Groups.keys(rows, Groups.PANEL)) {
      drawPanel(sheet, panel);
    }
  }

  private static void drawPanel(Sheet sheet, Key panel) {
    Slice slice =
        Slice.of(Relations.SPEAKERS, "model", "speaker", "value", "n", "seeds")
            .where(panel)
            .orderBy("model", "speaker");
    Answer all = sheet.rows(slice);
    sheet.heading(Groups.panel(panel));
    List<String> models = all.texts("model");
    int shown = Math.max(1, models.size() * MOST_MARKS / Math.max(MOST_MARKS, all.size()));
    Answer answer = all;
    if (shown < models.size()) {
      sheet.note("The figure shows " + shown + " of " + models.size() + " models.");
      answer = sheet.rows(slice.in("model", models.subList(0, shown)));
    }
    drawFigure(sheet, panel, answer);
    sheet.folded(
        "Speakers as a table",
        () ->
            sheet.table(
                new Table("UAR by speaker, " + Groups.place(panel))
                    .column("Model", Cell.text("model"))
                    .column("Speaker", Cell.text("speaker"))
                    .column("UAR", Cell.score("value"))
                    .column("Clips", Cell.count("n"))
                    .column("Runs", Cell.count("seeds")),
                all));
  }

  private static void drawFigure(Sheet sheet, Key panel, Answer answer) {
    Map<String, List<Mark>> lines = new LinkedHashMap<>();
    for (Columns row : answer.rows()) {
      String hover =
          row.text("model")
              + ", speaker "
              + row.text("speaker")
              + ": UAR "
              + Numbers.score(row.number("value"))
              + ", "
              + Numbers.amount(row.whole("n"), "clip");
      lines
          .computeIfAbsent(row.text("model"), ignored -> new ArrayList<>())
          .add(new Mark(row.number("value"), sheet.styles().of(row.text("model")), hover));
    }
    sheet.legend(answer.texts("model"));
    double chance = sheet.header().chance(panel.get("task"));
    sheet.figure(
        "UAR of each speaker, " + Groups.place(panel),
        Numbers.amount(answer.size(), "mark")
            + " of "
            + Numbers.amount(lines.size(), "model")
            + ".",
        answer,
        (text, out) -> {
          List<DotPlot.Line> drawn = new ArrayList<>();
          lines.forEach((model, marks) -> drawn.add(new DotPlot.Line(model, marks)));
          String guess = "chance " + Numbers.score(chance);
          new DotPlot(text, "UAR", 0, 1, chance, guess).draw(out, drawn);
        });
  }
}
