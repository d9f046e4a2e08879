package org.plateau.report.pages.analysis;

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
import org.plateau.report.html.PivotTable;
import org.plateau.report.html.Table;
import org.plateau.report.pages.Groups;
import org.plateau.report.pages.Sheet;
import org.plateau.report.pages.Theme;

/** Models that read transcripts beside those that listen, and what each adds. */
public final class TextAndAudio implements Theme {
  private static final List<String> WHERE =
      List.of("source", "release", "selection", "task", "test_set", "condition");

  /** The models of the paper's figure 4; without them the page shows every pair across. */
  private static final List<String> TRIO =
      List.of("w2v2-L-12-avd", "CNN14", "EfficientNet-B0", "DistilBERT", "Llama-2");

  @Override
  public String file() {
    return "text-audio.html";
  }

  @Override
  public String title() {
    return "Text and audio";
  }

  @Override
  public String summary() {
    return "Text models beside audio models, and how well one does where the other fails.";
  }

  @Override
  public void draw(Sheet sheet) {
    List<Columns> text =
        sheet.evidence().rows(Relations.MODEL_SCORES).stream()
            .filter(row -> row.text("metric").equals("uar"))
            .filter(row -> row.text("modality").equals("text"))
            .filter(row -> row.text("selection").equals("mean"))
            .toList();
    if (text.isEmpty()) {
      sheet.empty(
          "scores of text models",
          "Train text models, or import predictions of models that the catalogue lists as text"
              + " (./submit.sh models), then ./submit.sh analyse.");
    }
    for (Key where : Groups.keys(text, WHERE)) {
      drawScores(sheet, where);
    }
    drawComplementarity(sheet);
  }

  private static void drawScores(Sheet sheet, Key where) {
    Slice slice =
        Slice.of(
                Relations.MODEL_SCORES,
                "experiment",
                "task",
                "test_set",
                "condition",
                "model",
                "year",
                "modality",
                "value",
                "ci_low",
                "ci_high")
            .where(where)
            .where("metric", "uar")
            .in("modality", List.of("audio", "text"))
            .orderBy("-value", "model", "experiment");
    Answer answer = sheet.rows(slice);
    String place = Groups.place(where);
    sheet.heading(place + ", source " + where.get("source"));
    Answer best = sheet.rows(slice.where("modality", "text"));
    sheet.table(
        new Table("Text models")
            .column("Model", Cell.text("model"))
            .column("Experiment", Cell.text("experiment"))
            .column("Year", Cell.year("year"))
            .column("UAR", Cell.interval("value", "ci_low", "ci_high")),
        best);
    sheet.legend(answer.texts("model"));
    Scored.figure(
        sheet,
        "UAR of all models, the best first; text models are hollow: " + place,
        where.get("task"),
        slice,
        row -> row.text("modality").equals("text"));
  }

  private static void drawComplementarity(Sheet sheet) {
    List<Columns> rows = sheet.evidence().rows(Relations.COMPLEMENTARITY);
    sheet.heading("Where the other fails");
    if (rows.isEmpty()) {
      sheet.empty("complementarity", Remedies.PREDICTIONS);
      return;
    }
    sheet.note(
        "UAR of a model on the clips that another one gets right, and on those that it gets wrong.");
    for (Key group : Groups.shown(rows)) {
      Slice own =
          Slice.of(
                  Relations.COMPLEMENTARITY,
                  "task",
                  "test_set",
                  "condition",
                  "model",
                  "other_experiment",
                  "other",
                  "subset",
                  "uar",
                  "n")
              .where(group)
              .in("subset", List.of("right", "wrong"))
              .orderBy("model", "other_experiment", "other", "subset");
      for (Key on : Groups.keys(sheet.rows(own).rows(), Groups.ON)) {
        sheet.subheading(Groups.place(on) + ". " + Groups.source(group));
        drawPairs(sheet, on, own.where(on));
      }
    }
  }

  private static void drawPairs(Sheet sheet, Key on, Slice all) {
    Slice trio = all.in("model", TRIO).in("other", TRIO);
    Answer chosen = sheet.rows(trio);
    Answer answer = chosen.isEmpty() ? sheet.rows(all) : chosen;
    if (answer.size() <= 60) {
      Map<String, List<Mark>> lines = new LinkedHashMap<>();
      for (Columns row : answer.rows()) {
        String line =
            row.text("model") + " where " + row.text("other") + " is " + row.text("subset");
        String hover =
            line + ": UAR " + Numbers.score(row.number("uar")) + ", n = " + row.text("n");
        lines
            .computeIfAbsent(line, ignored -> new ArrayList<>())
            .add(new Mark(row.number("uar"), sheet.styles().of(row.text("model")), hover));
      }
      sheet.figure(
          "UAR where another model is right or wrong, " + Groups.place(on),
          Scored.range(answer, "UAR", "uar"),
          answer,
          (text, out) -> {
            double chance = sheet.header().chance(on.get("task"));
            List<DotPlot.Line> drawn = new ArrayList<>();
            lines.forEach((line, marks) -> drawn.add(new DotPlot.Line(line, marks)));
            new DotPlot(text, "UAR", 0, 1, chance, "chance").draw(out, drawn);
          });
    }
    sheet.folded(
        "All pairs as a table",
        () ->
            sheet.table(
                new PivotTable(
                    "UAR of the line's model where the column's model is wrong",
                    "Model",
                    "model",
                    row -> row.text("other"),
                    Cell.score("uar")),
                sheet.rows(all.where("subset", "wrong"))));
  }
}
