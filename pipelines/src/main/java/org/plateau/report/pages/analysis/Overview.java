package org.plateau.report.pages.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plateau.models.Baselines;
import org.plateau.report.data.Answer;
import org.plateau.report.data.Columns;
import org.plateau.report.data.Key;
import org.plateau.report.data.Relations;
import org.plateau.report.data.Slice;
import org.plateau.report.figures.Scatter;
import org.plateau.report.html.Cell;
import org.plateau.report.html.Markup;
import org.plateau.report.html.Numbers;
import org.plateau.report.html.PivotTable;
import org.plateau.report.pages.Groups;
import org.plateau.report.pages.Sheet;
import org.plateau.report.pages.Theme;

/** The question, its answer in numbers, and where to read on. */
public final class Overview implements Theme {
  private final List<Theme> others;

  /** The overview of the other pages. */
  public Overview(List<Theme> others) {
    this.others = List.copyOf(others);
  }

  @Override
  public String file() {
    return "index.html";
  }

  @Override
  public String title() {
    return "Are newer and bigger models better?";
  }

  @Override
  public String summary() {
    return "The answer in numbers.";
  }

  @Override
  public void draw(Sheet sheet) {
    List<Key> groups = Verdict.groups(sheet.evidence());
    if (groups.isEmpty()) {
      sheet.empty("answer", Remedies.ANALYSE);
    }
    for (int i = 0; i < groups.size(); i++) {
      Key group = groups.get(i);
      sheet.heading(Groups.source(group));
      String lead = i == 0 ? "lead" : null;
      sheet.out().element("p", Verdict.of(group, sheet.evidence()), "class", lead);
      if (i == 0) {
        drawProgress(sheet, group);
      }
    }
    drawRuns(sheet);
    sheet.heading("The pages");
    sheet.out().open("ul", "class", "facts");
    for (Theme theme : others) {
      sheet.out().open("li").element("a", theme.title(), "href", theme.file());
      sheet.out().text(": " + theme.summary()).close();
    }
    sheet.out().close();
    drawSoftware(sheet);
  }

  private static void drawProgress(Sheet sheet, Key group) {
    Slice correlations =
        Slice.of(
                Relations.PROGRESS,
                "task",
                "test_set",
                "condition",
                "predictor",
                "rho",
                "ci_low",
                "ci_high",
                "n")
            .where(group)
            .where("metric", "uar")
            .orderBy("task", "test_set", "condition", "predictor");
    sheet.table(
        new PivotTable(
            "Spearman's rho of UAR with year and size, intervals over models",
            "Predictor",
            "predictor",
            row -> Groups.place(row.text("task"), row.text("test_set"), row.text("condition")),
            Cell.interval("rho", "ci_low", "ci_high")),
        sheet.rows(correlations));
    Answer all = sheet.rows(Scored.uar(group).where("condition", "clean"));
    sheet.legend(all.texts("model"));
    sheet.out().open("div", "class", "grid2");
    for (Key on : Groups.keys(all.rows(), Groups.ON)) {
      if (Groups.inDomain(on.get("test_set"))) {
        drawYears(sheet, group, on);
      }
    }
    sheet.out().close();
  }

  private static void drawYears(Sheet sheet, Key group, Key on) {
    Answer answer = sheet.rows(Scored.uar(group).where(on).orderBy("year", "model"));
    List<Scatter.Point> points = new ArrayList<>();
    for (Columns row : answer.rows()) {
      String hover =
          row.text("model")
              + ", "
              + (row.text("year").isEmpty() ? "year not known" : row.text("year"))
              + ": UAR "
              + Numbers.interval(row.number("value"), row.number("ci_low"), row.number("ci_high"));
      points.add(
          new Scatter.Point(
              row.number("year"),
              row.number("value"),
              sheet.styles().of(row.text("model")),
              false,
              hover));
    }
    sheet.figure(
        "UAR by year of publication, " + Groups.place(on),
        Scored.range(answer, "UAR", "value"),
        answer,
        (text, out) -> new Scatter(text, "year", "UAR", false).draw(out, points));
  }

  private static void drawRuns(Sheet sheet) {
    List<Columns> runs =
        sheet.evidence().rows(Relations.RUNS).stream()
            .filter(row -> !row.text("model").startsWith(Baselines.PREFIX))
            .toList();
    sheet.heading("What stands behind it");
    sheet.out().open("ul", "class", "facts");
    sheet.out().element("li", whatWasRun(runs));
    Map<String, Long> published = new TreeMap<>();
    sheet
        .evidence()
        .rows(Relations.PUBLISHED)
        .forEach(row -> published.merge(row.text("source"), 1L, Long::sum));
    published.forEach(
        (source, count) ->
            sheet
                .out()
                .element("li", Numbers.amount(count, "published score") + " of " + source + "."));
    for (Columns row : sheet.evidence().rows(Relations.RELEASES)) {
      sheet
          .out()
          .element(
              "li",
              row.text("corpus")
                  + " "
                  + row.text("release")
                  + ": "
                  + Numbers.amount(row.whole("utterances"), "clip")
                  + ", "
                  + Numbers.fixed(row.number("hours"), 1)
                  + " hours, "
                  + Numbers.amount(row.whole("quarantined"), "quarantined file or line")
                  + ".");
    }
    sheet.out().close();
    drawWarnings(sheet.out(), runs);
  }

  private static String whatWasRun(List<Columns> runs) {
    if (runs.isEmpty()) {
      return "No run stands in this warehouse yet.";
    }
    TreeSet<String> models = new TreeSet<>();
    TreeSet<String> tasks = new TreeSet<>();
    TreeMap<String, Long> sources = new TreeMap<>();
    double seconds = 0;
    for (Columns run : runs) {
      models.add(run.text("model"));
      tasks.add(run.text("task"));
      sources.merge(run.text("source"), 1L, Long::sum);
      double own = run.number("seconds");
      seconds += Double.isFinite(own) ? own : 0;
    }
    List<String> parts = new ArrayList<>();
    sources.forEach((source, count) -> parts.add(Numbers.count(count) + " of " + source));
    return Numbers.amount(runs.size(), "run")
        + " ("
        + String.join(", ", parts)
        + ") of "
        + Numbers.amount(models.size(), "model")
        + " on "
        + String.join(", ", tasks)
        + "; "
        + Numbers.duration(seconds)
        + " of training.";
  }

  private static void drawWarnings(Markup out, List<Columns> runs) {
    Map<String, Long> odd = new LinkedHashMap<>();
    for (Columns run : runs) {
      String status = run.text("status");
      if (status.equals("failed") || status.equals("chance") || status.equals("superseded")) {
        odd.merge(status, 1L, Long::sum);
      }
    }
    List<String> parts = new ArrayList<>();
    odd.forEach((status, count) -> parts.add(Numbers.amount(count, "run") + " " + status));
    if (!parts.isEmpty()) {
      out.element("p", "Note: " + String.join(", ", parts) + ".", "class", "warn");
    }
  }

  private static void drawSoftware(Sheet sheet) {
    Markup out = sheet.out();
    sheet.heading("Software");
    out.open("ul", "class", "facts");
    sheet.header().software().forEach((part, version) -> out.element("li", part + " " + version));
    sheet
        .header()
        .missing()
        .forEach(
            part ->
                out.element(
                    "li", "Missing: " + part.name() + ". " + part.effect() + " " + part.remedy()));
    if (sheet.header().software().isEmpty() && sheet.header().missing().isEmpty()) {
      out.element("li", "Nothing recorded.");
    }
    out.close();
  }
}
