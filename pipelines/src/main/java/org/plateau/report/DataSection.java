package org.plateau.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The recordings: releases, clips by class, quarantine. */
final class DataSection implements Page.Section {
  private static final int MOST_QUARANTINE_ROWS = 200;

  private final View view;

  DataSection(View view) {
    this.view = view;
  }

  @Override
  public String id() {
    return "data";
  }

  @Override
  public String heading() {
    return "Recordings";
  }

  @Override
  public void draw(Markup out) {
    CorpusFacts facts = view.facts();
    if (facts.releases().isEmpty()) {
      Blocks.empty(
          out, "ingested release", "./submit.sh ingest --set corpora.<corpus>.path=... fills it.");
    } else {
      new Table<ReleaseRow>("Ingested releases")
          .text("Corpus", ReleaseRow::corpus)
          .text("Release", ReleaseRow::release)
          .number("Clips", row -> Numbers.count(row.utterances()))
          .number("Quarantined", row -> Numbers.count(row.quarantined()))
          .number("Speakers", row -> Numbers.count(row.speakers()))
          .number("Hours", row -> Numbers.fixed(row.hours(), 2))
          .draw(out, facts.releases());
    }
    View.by(facts.classCounts(), row -> row.task() + "\u0000" + row.corpus() + " " + row.release())
        .values()
        .forEach(rows -> drawClasses(out, rows));
    drawQuarantine(out, facts.quarantine());
    String warehouse = view.header().warehouse();
    Blocks.sql(out, warehouse, "releases", view.queries().releases());
    Blocks.sql(out, warehouse, "clips by class", view.queries().classCounts());
    Blocks.sql(out, warehouse, "quarantine", view.queries().quarantine());
  }

  private static void drawClasses(Markup out, List<ClassCountRow> rows) {
    ClassCountRow first = rows.get(0);
    Map<String, Map<String, ClassCountRow>> bySplit = new LinkedHashMap<>();
    Map<String, Boolean> labels = new LinkedHashMap<>();
    for (ClassCountRow row : rows) {
      bySplit.computeIfAbsent(row.split(), ignored -> new LinkedHashMap<>()).put(row.label(), row);
      labels.put(row.label(), true);
    }
    String caption =
        Numbers.text(
            "Clips by class, task %s, corpus %s, release %s",
            first.task(), first.corpus(), first.release());
    Table<Map.Entry<String, Map<String, ClassCountRow>>> table =
        new Table<Map.Entry<String, Map<String, ClassCountRow>>>(caption)
            .text("Split", Map.Entry::getKey);
    for (String label : labels.keySet()) {
      table.number(
          label,
          row ->
              row.getValue().containsKey(label)
                  ? Numbers.count(row.getValue().get(label).clips())
                  : "0");
    }
    table.number(
        "All",
        row ->
            Numbers.count(row.getValue().values().stream().mapToLong(ClassCountRow::clips).sum()));
    table.draw(out, List.copyOf(bySplit.entrySet()));
  }

  private static void drawQuarantine(Markup out, List<QuarantineRow> rows) {
    if (rows.isEmpty()) {
      out.element("p", "Nothing is quarantined: every listed file could be read.");
      return;
    }
    if (rows.size() > MOST_QUARANTINE_ROWS) {
      int more = rows.size() - MOST_QUARANTINE_ROWS;
      out.element("p", "The query below gives " + more + " rows more.", "class", "note");
    }
    new Table<QuarantineRow>("Quarantine: files and label lines that could not be used")
        .wide("Path", QuarantineRow::path)
        .text("Corpus", QuarantineRow::corpus)
        .text("Release", QuarantineRow::release)
        .text("Reason", QuarantineRow::reason)
        .wide("Detail", QuarantineRow::detail)
        .draw(out, rows.subList(0, Math.min(rows.size(), MOST_QUARANTINE_ROWS)));
  }
}
