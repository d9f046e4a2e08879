package org.plateau.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The first paragraph: what was run, and the main finding in numbers. */
final class Opening {
  private final View view;

  Opening(View view) {
    this.view = view;
  }

  void draw(Markup out) {
    out.element("p", whatWasRun(), "class", "lead");
    Map<Panel, List<MeanRow>> panels = View.by(view.results().means(), MeanRow::panel);
    List<String> findings = new ArrayList<>();
    panels.forEach(
        (panel, means) -> {
          List<MeanRow> uar = View.uarMeans(means);
          if (!uar.isEmpty()) {
            findings.add(finding(panel, uar));
          }
        });
    if (findings.isEmpty()) {
      Blocks.empty(out, "scores", "Run ./submit.sh benchmark, or predict and then score.");
    } else if (findings.size() == 1) {
      out.element("p", findings.get(0), "class", "lead");
    } else {
      out.open("ul");
      findings.forEach(finding -> out.element("li", finding));
      out.close();
    }
    String defects = defects();
    if (!defects.isEmpty()) {
      out.element("p", defects, "class", "warn");
    }
  }

  private String whatWasRun() {
    List<RunGroupRow> groups = view.results().runGroups();
    long runs = groups.stream().mapToLong(RunGroupRow::runs).sum();
    if (runs == 0) {
      return "No training run stands in this warehouse yet.";
    }
    TreeSet<String> models = new TreeSet<>();
    TreeSet<String> tasks = new TreeSet<>();
    TreeMap<String, Long> statuses = new TreeMap<>();
    double seconds = 0;
    for (RunGroupRow group : groups) {
      models.add(group.model());
      tasks.add(group.task());
      statuses.merge(group.status(), group.runs(), Long::sum);
      seconds += Double.isNaN(group.seconds()) ? 0 : group.seconds();
    }
    List<String> parts = new ArrayList<>();
    statuses.forEach((status, count) -> parts.add(count + " " + status));
    long seeds =
        view.results().runs().stream()
            .filter(run -> !run.model().startsWith(ReportQueries.BASELINE_PREFIX))
            .mapToLong(RunRow::seed)
            .distinct()
            .count();
    return Numbers.text(
        "Plateau ran %s of %s (%s) with %s on %s: %s, %s of training time.",
        amount(runs, "training run"),
        amount(models.size(), "model"),
        String.join(", ", models),
        amount(seeds, "seed"),
        String.join(", ", tasks),
        String.join(", ", parts),
        Numbers.duration(seconds));
  }

  private String finding(Panel panel, List<MeanRow> uar) {
    MeanRow best = uar.get(0);
    StringBuilder text = new StringBuilder("On ").append(panel.testSet());
    text.append(" (").append(panel.condition()).append(", experiment ");
    text.append(panel.experiment()).append("), ");
    text.append(best.model()).append(" has the highest mean UAR: ");
    text.append(Numbers.score(best.mean())).append(spread(best));
    if (uar.size() > 1) {
      MeanRow last = uar.get(uar.size() - 1);
      text.append("; ").append(last.model()).append(" has the lowest: ");
      text.append(Numbers.score(last.mean())).append(spread(last));
    }
    double chance = view.chance(panel.task());
    if (!Double.isNaN(chance)) {
      text.append(". A guess scores ").append(Numbers.score(chance));
    }
    List<ScoreRow> baselines =
        View.uarScores(
            view.results().baselines().stream().filter(row -> row.panel().equals(panel)).toList());
    for (ScoreRow row : baselines) {
      text.append("; ").append(row.model()).append(" scores ");
      text.append(Numbers.interval(row.value(), row.ciLow(), row.ciHigh()));
    }
    return text.append('.').toString();
  }

  private static String spread(MeanRow row) {
    return row.seeds() < 2
        ? " (one seed)"
        : Numbers.text(
            " (%d seeds, %s to %s)",
            row.seeds(), Numbers.score(row.lowest()), Numbers.score(row.highest()));
  }

  private String defects() {
    List<String> parts = new ArrayList<>();
    long chance =
        view.results().scores().stream()
            .filter(row -> row.metric().equals("uar") && Boolean.TRUE.equals(row.chance()))
            .map(row -> row.runId() + "\u0000" + row.panel())
            .distinct()
            .count();
    if (chance > 0) {
      parts.add(
          amount(chance, "run") + " flagged chance (the interval of the UAR reaches a guess)");
    }
    long quarantined = view.facts().quarantine().size();
    if (quarantined > 0) {
      parts.add(amount(quarantined, "file or label line", "files or label lines") + " quarantined");
    }
    int missing = view.header().missing().size();
    if (missing > 0) {
      parts.add(amount(missing, "optional part") + " missing");
    }
    return parts.isEmpty() ? "" : "Note: " + String.join("; ", parts) + ".";
  }

  static String amount(long count, String noun) {
    return amount(count, noun, noun + "s");
  }

  private static String amount(long count, String one, String many) {
    return Numbers.count(count) + " " + (count == 1 ? one : many);
  }
}
