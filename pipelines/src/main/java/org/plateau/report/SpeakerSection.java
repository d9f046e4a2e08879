package org.plateau.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** UAR of each speaker, and how unequal it is. */
final class SpeakerSection implements Page.Section {
  private static final int MOST_TABLE_ROWS = 500;

  private final View view;
  private int number;

  SpeakerSection(View view) {
    this.view = view;
  }

  @Override
  public String id() {
    return "speakers";
  }

  @Override
  public String heading() {
    return "Speakers";
  }

  @Override
  public void draw(Markup out) {
    List<SpeakerRow> speakers = view.results().speakers();
    List<FairnessRow> fairness = view.results().fairness();
    if (speakers.isEmpty() && fairness.isEmpty()) {
      Blocks.empty(
          out,
          "speaker scores",
          "./submit.sh score fills this part where the corpus names its speakers.");
    } else {
      out.element(
          "p",
          "A dot is one speaker: UAR over the classes that the speaker has, mean over the seeds."
              + " The Gini coefficient is 0 where all speakers score the same.",
          "class",
          "note");
    }
    Map<Panel, List<FairnessRow>> byPanel = View.by(fairness, FairnessRow::panel);
    Map<Panel, List<SpeakerRow>> speakersByPanel = View.by(speakers, SpeakerRow::panel);
    speakersByPanel.keySet().forEach(panel -> byPanel.putIfAbsent(panel, List.of()));
    byPanel.forEach(
        (panel, rows) -> {
          out.element("h3", panel.label());
          drawFigure(out, panel, speakersByPanel.getOrDefault(panel, List.of()));
          drawFairness(out, panel, rows);
          drawSpeakers(out, panel, speakersByPanel.getOrDefault(panel, List.of()));
        });
    String warehouse = view.header().warehouse();
    Blocks.sql(out, warehouse, "speaker scores", view.queries().speakers());
    Blocks.sql(out, warehouse, "Gini coefficients", view.queries().fairness());
  }

  private void drawFigure(Markup out, Panel panel, List<SpeakerRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    List<DotPlot.Band> bands = new ArrayList<>();
    StringBuilder description = new StringBuilder();
    View.by(rows, SpeakerRow::model)
        .forEach(
            (model, own) -> {
              bands.add(band(model, own));
              double least = own.stream().mapToDouble(SpeakerRow::value).min().orElse(Double.NaN);
              double most = own.stream().mapToDouble(SpeakerRow::value).max().orElse(Double.NaN);
              description.append(model).append(": ").append(own.size()).append(" speakers, UAR ");
              description.append(Numbers.score(least)).append(" to ");
              description.append(Numbers.score(most)).append(". ");
            });
    String id = "speakers-" + ++number;
    String title = "UAR of each speaker, " + panel.label();
    out.open("figure");
    new DotPlot(id, title, description.toString().strip(), "UAR", view.chance(panel.task()))
        .draw(out, bands);
    out.element("figcaption", title + ".").close();
  }

  private DotPlot.Band band(String model, List<SpeakerRow> rows) {
    List<DotPlot.Dot> dots = new ArrayList<>();
    for (SpeakerRow row : rows) {
      if (!Double.isNaN(row.value())) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("model", model);
        attributes.put("speaker", row.speaker());
        attributes.put("value", Double.toString(row.value()));
        String hover =
            Numbers.text(
                "speaker %s: UAR %s, %s, %s",
                row.speaker(),
                Numbers.score(row.value()),
                Opening.amount(row.n(), "clip"),
                Opening.amount(row.seeds(), "seed"));
        // Neighbouring dots are set apart vertically so that equal values stay visible.
        int shift = (dots.size() * 2 % 5 - 2) * 3;
        dots.add(
            new DotPlot.Dot(
                0,
                shift,
                row.value(),
                Double.NaN,
                Double.NaN,
                view.style(row.group()),
                hover,
                attributes));
      }
    }
    return new DotPlot.Band(model, Double.NaN, dots);
  }

  private static void drawFairness(Markup out, Panel panel, List<FairnessRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    new Table<FairnessRow>("Gini coefficient of the speakers' UAR, " + panel.label())
        .text("Model", FairnessRow::model)
        .number("Seeds", row -> Numbers.count(row.seeds()))
        .number("Gini, mean (lowest to highest)", SpeakerSection::giniText)
        .number("Mean speaker", row -> Numbers.score(row.meanSpeakerScore()))
        .number("Worst speaker", row -> Numbers.score(row.worstSpeakerScore()))
        .number("Speakers", row -> Numbers.count(row.speakers()))
        .draw(out, rows);
  }

  private static String giniText(FairnessRow row) {
    String mean = Numbers.score(row.gini());
    return row.seeds() < 2
        ? mean
        : Numbers.text(
            "%s (%s to %s)",
            mean, Numbers.score(row.lowestGini()), Numbers.score(row.highestGini()));
  }

  private static void drawSpeakers(Markup out, Panel panel, List<SpeakerRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    out.open("details").element("summary", "Table of the speakers");
    if (rows.size() > MOST_TABLE_ROWS) {
      int more = rows.size() - MOST_TABLE_ROWS;
      out.element("p", "The query below gives " + more + " rows more.", "class", "note");
    }
    new Table<SpeakerRow>("Mean UAR over the seeds, " + panel.label())
        .text("Model", SpeakerRow::model)
        .text("Speaker", SpeakerRow::speaker)
        .number("UAR", row -> Numbers.score(row.value()))
        .number("Clips", row -> Numbers.count(row.n()))
        .number("Seeds", row -> Numbers.count(row.seeds()))
        .draw(out, rows.subList(0, Math.min(rows.size(), MOST_TABLE_ROWS)));
    out.close();
  }
}
