package org.plateau.report;

import java.util.List;

/** What was trained: models, hyper-parameters, seeds, outcome, time. */
final class RunSection implements Page.Section {
  private final View view;

  RunSection(View view) {
    this.view = view;
  }

  @Override
  public String id() {
    return "runs";
  }

  @Override
  public String heading() {
    return "What was run";
  }

  @Override
  public void draw(Markup out) {
    List<RunGroupRow> groups = view.results().runGroups();
    if (groups.isEmpty()) {
      Blocks.empty(out, "training runs", "./submit.sh train or benchmark fills this part.");
    } else {
      drawGroups(out, groups);
      drawRuns(out, view.results().runs());
    }
    String warehouse = view.header().warehouse();
    Blocks.sql(out, warehouse, "runs by model", view.queries().runGroups());
    Blocks.sql(out, warehouse, "every run", view.queries().runs());
  }

  private static void drawGroups(Markup out, List<RunGroupRow> groups) {
    new Table<RunGroupRow>("Runs by model, hyper-parameters and outcome")
        .text("Model", RunGroupRow::model)
        .text("Group", RunGroupRow::group)
        .number("Year", row -> row.year() == null ? "" : row.year().toString())
        .number("Parameters", row -> Numbers.count(row.parameters()))
        .text("Experiment", RunGroupRow::experiment)
        .text("Task", row -> row.task() + ", release " + row.release())
        .text("Optimiser", RunGroupRow::optimiser)
        .number("Learning rate", row -> Numbers.plain(row.learningRate()))
        .number("Batch", row -> Numbers.count(row.batchSize()))
        .number("Epochs", row -> Numbers.count(row.epochs()))
        .text("Seeds", RunGroupRow::seeds)
        .text("Outcome", row -> row.runs() + " " + row.status())
        .number("Starts", row -> Numbers.count(row.attempts()))
        .number("Time", row -> Numbers.duration(row.seconds()))
        .draw(out, groups);
  }

  private static void drawRuns(Markup out, List<RunRow> runs) {
    out.open("details").element("summary", "Every run");
    new Table<RunRow>("Every run")
        .text("Model", RunRow::model)
        .number("Seed", row -> Long.toString(row.seed()))
        .text("Experiment", RunRow::experiment)
        .text("Task", RunRow::task)
        .text("Status", RunRow::status)
        .number("Best epoch", row -> Numbers.count(row.bestEpoch()))
        .number("Dev UAR", row -> Numbers.score(row.devUar()))
        .number("Starts", row -> Numbers.count(row.attempts()))
        .number("Time", row -> Numbers.duration(row.seconds()))
        .text("Run", RunRow::runId)
        .draw(out, runs);
    out.close();
  }
}
