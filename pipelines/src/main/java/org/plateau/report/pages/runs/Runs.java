package org.plateau.report.pages.runs;

import org.plateau.report.data.Answer;
import org.plateau.report.data.Relations;
import org.plateau.report.data.Slice;
import org.plateau.report.html.Cell;
import org.plateau.report.html.Table;
import org.plateau.report.pages.Sheet;
import org.plateau.report.pages.Theme;

/** What was run: models, hyper-parameters, seeds, outcome, time. */
public final class Runs implements Theme {
  @Override
  public String file() {
    return "runs.html";
  }

  @Override
  public String title() {
    return "Runs";
  }

  @Override
  public String summary() {
    return "Every run: model, hyper-parameters, seed, outcome and time; the catalogue.";
  }

  @Override
  public void draw(Sheet sheet) {
    Answer runs =
        sheet.rows(
            Slice.of(
                    Relations.RUNS,
                    "model",
                    "source",
                    "experiment",
                    "task",
                    "release",
                    "optimiser",
                    "learning_rate",
                    "batch_size",
                    "epochs",
                    "seed",
                    "status",
                    "best_epoch",
                    "dev_uar",
                    "seconds",
                    "attempts",
                    "run_id")
                .orderBy("source", "experiment", "task", "release", "model", "seed", "run_id"));
    if (runs.isEmpty()) {
      sheet.empty(
          "runs",
          "./submit.sh train or benchmark fills this page, or ./submit.sh import-predictions FILE.");
    } else {
      sheet.table(
          new Table("Runs")
              .column("Model", Cell.text("model"))
              .column("Source", Cell.text("source"))
              .column("Experiment", Cell.text("experiment"))
              .column("Task", Cell.text("task"))
              .column("Release", Cell.text("release"))
              .column("Optimiser", Cell.text("optimiser"))
              .column("Learning rate", Cell.plain("learning_rate"))
              .column("Batch", Cell.count("batch_size"))
              .column("Epochs", Cell.count("epochs"))
              .column("Seed", Cell.text("seed"))
              .column("Status", Cell.text("status"))
              .column("Best epoch", Cell.count("best_epoch"))
              .column("Dev UAR", Cell.score("dev_uar"))
              .column("Seconds", Cell.fixed("seconds", 1))
              .column("Attempts", Cell.count("attempts"))
              .column("Run", Cell.text("run_id")),
          runs);
    }
    drawCatalogue(sheet);
  }

  private static void drawCatalogue(Sheet sheet) {
    Answer models =
        sheet.rows(
            Slice.of(
                    Relations.MODELS,
                    "model",
                    "model_group",
                    "year",
                    "modality",
                    "feature_set",
                    "parameters",
                    "macs",
                    "macs_torchinfo",
                    "checkpoint",
                    "licence",
                    "pretrained_on")
                .orderBy("year", "model"));
    sheet.heading("The catalogue");
    if (models.isEmpty()) {
      sheet.empty("models", "./submit.sh train or analyse registers the catalogue.");
      return;
    }
    sheet.table(
        new Table("Models; multiply-adds of a clip of 3 s")
            .column("Model", Cell.text("model"))
            .column("Group", Cell.text("model_group"))
            .column("Year", Cell.year("year"))
            .column("Modality", Cell.text("modality"))
            .column("Features", Cell.text("feature_set"))
            .column("Parameters", Cell.count("parameters"))
            .column("Multiply-adds", Cell.count("macs"))
            .column("as torchinfo counts", Cell.count("macs_torchinfo"))
            .column("Checkpoint", Cell.text("checkpoint"))
            .column("Licence", Cell.wide("licence"))
            .column("Pretrained on", Cell.wide("pretrained_on")),
        models);
  }
}
