package org.plateau.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** UAR figure and tables, one part a test set and condition, the baselines beside the networks. */
final class ScoreSection implements Page.Section {
  private final View view;
  private int panelNumber;

  ScoreSection(View view) {
    this.view = view;
  }

  @Override
  public String id() {
    return "scores";
  }

  @Override
  public String heading() {
    return "Scores";
  }

  @Override
  public void draw(Markup out) {
    List<ScoreRow> scores = view.results().scores();
    List<ScoreRow> baselines = view.results().baselines();
    if (scores.isEmpty() && baselines.isEmpty()) {
      Blocks.empty(out, "scores", "./submit.sh score fills this part from the predictions.");
    } else {
      out.element(
          "p",
          "A dot is one run, its bar the 95 % bootstrap interval over the test clips; the upright"
              + " bar is the mean over the seeds of a model. Colour and shape tell the group.",
          "class",
          "note");
      drawLegend(out);
    }
    Map<Panel, List<ScoreRow>> scoresByPanel = View.by(scores, ScoreRow::panel);
    Map<Panel, List<ScoreRow>> baselinesByPanel = View.by(baselines, ScoreRow::panel);
    Map<Panel, List<MeanRow>> means = View.by(view.results().means(), MeanRow::panel);
    TreeMap<Panel, Boolean> panels = new TreeMap<>();
    scoresByPanel.keySet().forEach(panel -> panels.put(panel, true));
    baselinesByPanel.keySet().forEach(panel -> panels.put(panel, true));
    for (Panel panel : panels.keySet()) {
      out.element("h3", panel.label());
      List<ScoreRow> panelScores = scoresByPanel.getOrDefault(panel, List.of());
      List<ScoreRow> panelBaselines = baselinesByPanel.getOrDefault(panel, List.of());
      List<MeanRow> panelMeans = means.getOrDefault(panel, List.of());
      drawFigure(out, panel, panelScores, panelBaselines, panelMeans);
      drawMeans(out, panel, panelMeans);
      drawBaselines(out, panel, panelBaselines);
      drawRuns(out, panel, panelScores);
    }
    String warehouse = view.header().warehouse();
    Blocks.sql(out, warehouse, "every run's scores (the dots and bars)", view.queries().scores());
    Blocks.sql(out, warehouse, "means over seeds", view.queries().means());
    Blocks.sql(out, warehouse, "baselines", view.queries().baselines());
  }

  private void drawLegend(Markup out) {
    Map<String, GroupStyle> shown = new LinkedHashMap<>();
    for (MeanRow row : view.results().means()) {
      String name = row.group().isEmpty() ? "no group" : row.group();
      shown.put(name, view.style(row.group()));
    }
    if (!view.results().baselines().isEmpty()) {
      shown.put("baseline", GroupStyle.BASELINE);
    }
    out.open("ul", "class", "legend", "aria-label", "Groups");
    shown.forEach(
        (name, style) -> {
          out.open("li");
          out.open("svg", "viewBox", "0 0 14 14", "aria-hidden", "true");
          out.open("g", "class", style.cssClass());
          if (style.square()) {
            out.empty("rect", "x", "2", "y", "2", "width", "10", "height", "10");
          } else {
            out.empty("circle", "cx", "7", "cy", "7", "r", "5");
          }
          out.close().close().text(name).close();
        });
    out.close();
  }

  private void drawFigure(
      Markup out,
      Panel panel,
      List<ScoreRow> scores,
      List<ScoreRow> baselines,
      List<MeanRow> means) {
    Map<String, List<ScoreRow>> byModel = View.by(View.uarScores(scores), ScoreRow::model);
    List<DotPlot.Band> bands = new ArrayList<>();
    StringBuilder description = new StringBuilder();
    for (MeanRow mean : View.uarMeans(means)) {
      List<ScoreRow> rows = byModel.remove(mean.model());
      if (rows != null) {
        String heading = Numbers.text("%s: mean %s", mean.model(), Numbers.score(mean.mean()));
        bands.add(band(heading, mean.mean(), rows, view.style(mean.group())));
        description.append(heading).append(" over ");
        description.append(Opening.amount(mean.seeds(), "seed")).append(". ");
      }
    }
    byModel.forEach((model, rows) -> bands.add(band(model, Double.NaN, rows, view.style(""))));
    for (ScoreRow row : View.uarScores(baselines)) {
      String heading = row.model() + ": " + Numbers.score(row.value());
      bands.add(band(heading, Double.NaN, List.of(row), GroupStyle.BASELINE));
      description.append(heading).append(". ");
    }
    if (bands.isEmpty()) {
      return;
    }
    double chance = view.chance(panel.task());
    if (!Double.isNaN(chance)) {
      description.append("The dashed line is chance, ").append(Numbers.score(chance)).append('.');
    }
    String id = "uar-" + ++panelNumber;
    String title = "UAR of each run, " + panel.label();
    out.open("figure");
    new DotPlot(id, title, description.toString().strip(), "UAR", chance).draw(out, bands);
    out.element("figcaption", "UAR of each run with its interval, " + panel.label() + ".");
    out.close();
  }

  private static DotPlot.Band band(
      String heading, double mean, List<ScoreRow> rows, GroupStyle style) {
    List<DotPlot.Dot> dots = new ArrayList<>();
    for (ScoreRow row : rows) {
      if (!Double.isNaN(row.value())) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("run-id", row.runId());
        attributes.put("model", row.model());
        attributes.put("seed", Long.toString(row.seed()));
        attributes.put("value", Double.toString(row.value()));
        String hover =
            Numbers.text(
                "%s, seed %d: UAR %s, %s",
                row.model(),
                row.seed(),
                Numbers.interval(row.value(), row.ciLow(), row.ciHigh()),
                Opening.amount(row.n(), "clip"));
        dots.add(
            new DotPlot.Dot(
                dots.size(), 0, row.value(), row.ciLow(), row.ciHigh(), style, hover, attributes));
      }
    }
    return new DotPlot.Band(heading, mean, dots);
  }

  private static void drawMeans(Markup out, Panel panel, List<MeanRow> means) {
    if (means.isEmpty()) {
      return;
    }
    Map<String, Map<String, MeanRow>> byModel = new LinkedHashMap<>();
    View.uarMeans(means).forEach(row -> byModel.put(row.model(), new TreeMap<>()));
    TreeMap<String, String> measures = new TreeMap<>();
    for (MeanRow row : means) {
      // The value of a metric does not depend on the interval: one column a metric is enough.
      byModel
          .computeIfAbsent(row.model(), ignored -> new TreeMap<>())
          .putIfAbsent(row.metric(), row);
      measures.put((row.metric().equals("uar") ? "0" : "1") + row.metric(), row.metric());
    }
    Table<Map<String, MeanRow>> table =
        new Table<Map<String, MeanRow>>("Mean over seeds (lowest to highest), " + panel.label())
            .text("Model", row -> row.values().iterator().next().model())
            .number("Seeds", row -> Numbers.count(row.values().iterator().next().seeds()));
    for (String metric : measures.values()) {
      table.number(metric, row -> meanText(row.get(metric)));
    }
    table.draw(out, List.copyOf(byModel.values()));
  }

  private static String meanText(MeanRow row) {
    if (row == null) {
      return "";
    }
    String mean = Numbers.score(row.mean());
    return row.seeds() < 2
        ? mean
        : Numbers.text(
            "%s (%s to %s)", mean, Numbers.score(row.lowest()), Numbers.score(row.highest()));
  }

  private void drawBaselines(Markup out, Panel panel, List<ScoreRow> baselines) {
    if (baselines.isEmpty()) {
      return;
    }
    perRun("Baselines, " + panel.label(), baselines, false).draw(out, byRun(baselines));
  }

  private void drawRuns(Markup out, Panel panel, List<ScoreRow> scores) {
    if (scores.isEmpty()) {
      return;
    }
    perRun("Every run with its 95 % interval, " + panel.label(), scores, true)
        .draw(out, byRun(scores));
  }

  private static List<List<ScoreRow>> byRun(List<ScoreRow> scores) {
    Map<String, List<ScoreRow>> runs = new LinkedHashMap<>();
    for (ScoreRow row : scores) {
      String key = row.model() + "\u0000" + row.seed() + "\u0000" + row.runId();
      runs.computeIfAbsent(key, ignored -> new ArrayList<>()).add(row);
    }
    return List.copyOf(runs.values());
  }

  private static Table<List<ScoreRow>> perRun(
      String caption, List<ScoreRow> scores, boolean flagged) {
    Table<List<ScoreRow>> table =
        new Table<List<ScoreRow>>(caption)
            .text("Model", row -> row.get(0).model())
            .number("Seed", row -> Long.toString(row.get(0).seed()))
            .number("Clips", row -> Numbers.count(clips(row)));
    for (List<String> measure : View.measures(scores)) {
      String heading =
          measure.get(1).equals("utterance")
              ? measure.get(0)
              : measure.get(0) + ", by " + measure.get(1);
      table.number(heading, row -> measureText(row, measure));
    }
    if (flagged) {
      table.text("Against chance", ScoreSection::chanceText);
    }
    return table;
  }

  /** Clips behind the scores; the Gini coefficient counts speakers instead. */
  private static long clips(List<ScoreRow> run) {
    return run.stream().mapToLong(ScoreRow::n).max().orElse(0);
  }

  private static String measureText(List<ScoreRow> run, List<String> measure) {
    for (ScoreRow row : run) {
      if (row.metric().equals(measure.get(0)) && row.interval().equals(measure.get(1))) {
        return Numbers.interval(row.value(), row.ciLow(), row.ciHigh());
      }
    }
    return "";
  }

  private static String chanceText(List<ScoreRow> run) {
    for (ScoreRow row : run) {
      if (Boolean.TRUE.equals(row.chance())) {
        return "chance";
      }
      if (row.aboveChance() != null) {
        return row.aboveChance() ? "above" : "not above";
      }
    }
    return "";
  }
}
