package org.plateau.report.pages.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.plateau.report.data.Columns;
import org.plateau.report.data.Evidence;
import org.plateau.report.data.Key;
import org.plateau.report.data.Relations;
import org.plateau.report.html.Numbers;
import org.plateau.report.pages.Groups;

/** The question of the report, answered for one group of models in a paragraph. */
final class Verdict {
  /** With fewer models an interval over models says nothing. */
  private static final int FEWEST_MODELS = 5;

  /** Releases stand side by side in one paragraph; every rho in it is of one release. */
  private static final List<String> GROUP = List.of("source", "experiment", "selection");

  private final Key group;
  private final List<Columns> progress;
  private final List<Columns> ranks;
  private final List<Columns> fairness;

  private Verdict(Key group, Evidence evidence) {
    this.group = group;
    this.progress = own(evidence.rows(Relations.PROGRESS));
    this.ranks = own(evidence.rows(Relations.RANK_CORRELATIONS));
    this.fairness = own(evidence.rows(Relations.FAIRNESS_SUMMARY));
  }

  /** The groups that progress was computed for, most models first. */
  static List<Key> groups(Evidence evidence) {
    List<Columns> rows = evidence.rows(Relations.PROGRESS);
    TreeSet<Key> found = new TreeSet<>();
    Groups.shown(rows).forEach(group -> found.add(group.only(GROUP)));
    List<Key> groups = new ArrayList<>(found);
    groups.sort((a, b) -> Long.compare(models(rows, b), models(rows, a)));
    return groups;
  }

  static String of(Key group, Evidence evidence) {
    return new Verdict(group, evidence).text();
  }

  private String text() {
    List<Columns> home = at(true, "clean");
    StringBuilder text = new StringBuilder();
    long n = models(progress, group);
    if (n < FEWEST_MODELS) {
      text.append("Too few models to say: only ").append(Numbers.amount(n, "model"));
      text.append(" with a known year and size. ");
    } else {
      text.append(answer(home)).append(" Over ").append(Numbers.amount(n, "model"));
      text.append(", ");
    }
    text.append("Spearman's rho of UAR with the year is ").append(values(home, "year"));
    text.append("; with the number of parameters ").append(values(home, "parameters"));
    text.append("; with multiply-adds ").append(values(home, "macs")).append('.');
    addRange(text, " On other corpora", at(false, "clean"));
    addRange(text, " On degraded recordings", noisy());
    addRanks(text);
    addFairness(text);
    return text.toString();
  }

  private static String answer(List<Columns> rows) {
    String newer = share(rows, List.of("year"));
    String bigger = share(rows, List.of("parameters", "macs"));
    return "Newer models are better " + newer + "; bigger ones " + bigger + ".";
  }

  private static String share(List<Columns> rows, List<String> predictors) {
    List<Columns> own =
        rows.stream().filter(row -> predictors.contains(row.text("predictor"))).toList();
    long better = own.stream().filter(row -> row.number("ci_low") > 0).count();
    long worse = own.stream().filter(row -> row.number("ci_high") < 0).count();
    String text =
        "in " + better + " of " + own.size() + " cases (the interval of rho lies above 0)";
    return worse == 0 ? text : text + ", worse in " + worse;
  }

  private String values(List<Columns> rows, String predictor) {
    List<String> parts = new ArrayList<>();
    for (Columns row : rows) {
      if (row.text("predictor").equals(predictor)) {
        parts.add(
            Numbers.interval(row.number("rho"), row.number("ci_low"), row.number("ci_high"))
                + " on "
                + row.text("task"));
      }
    }
    return parts.isEmpty() ? "not known" : String.join(", ", parts);
  }

  private void addRange(StringBuilder text, String where, List<Columns> rows) {
    for (String predictor : List.of("year", "parameters")) {
      List<Columns> own =
          rows.stream().filter(row -> row.text("predictor").equals(predictor)).toList();
      if (own.isEmpty()) {
        continue;
      }
      List<String> parts = new ArrayList<>();
      for (Columns row : own) {
        String place =
            row.text("condition").equals("clean") ? row.text("test_set") : row.text("condition");
        parts.add(
            Numbers.interval(row.number("rho"), row.number("ci_low"), row.number("ci_high"))
                + " ("
                + place
                + ")");
      }
      text.append(
          predictor.equals("year") ? where + " rho with the year is " : " and with parameters ");
      text.append(String.join(", ", parts.subList(0, Math.min(3, parts.size()))));
      text.append(predictor.equals("year") ? "" : ".");
    }
  }

  private void addRanks(StringBuilder text) {
    double[] between =
        ranks.stream()
            .filter(row -> row.text("metric_x").equals("uar"))
            .filter(row -> row.text("metric_y").equals("uar"))
            .mapToDouble(row -> row.number("rho"))
            .filter(rho -> Double.isFinite(rho) && rho < 1)
            .sorted()
            .toArray();
    if (between.length > 0) {
      text.append(" Two test sets rank the models with rho from ");
      text.append(Numbers.score(between[0])).append(" to ");
      text.append(Numbers.score(between[between.length - 1])).append('.');
    }
  }

  private void addFairness(StringBuilder text) {
    List<String> parts = new ArrayList<>();
    for (Columns row : fairness) {
      if (row.text("metric").equals("gini") && row.text("condition").equals("clean")) {
        parts.add(
            Numbers.score(row.number("mean_gini"))
                + " on "
                + row.text("task")
                + (Groups.inDomain(row.text("test_set"))
                    ? ""
                    : " tested on " + row.text("test_set"))
                + " (rho with UAR "
                + Numbers.interval(
                    row.number("rho_uar"), row.number("ci_low"), row.number("ci_high"))
                + ")");
      }
    }
    if (!parts.isEmpty()) {
      text.append(" The mean Gini coefficient over speakers is ");
      text.append(String.join(", ", parts.subList(0, Math.min(3, parts.size())))).append('.');
    }
  }

  private List<Columns> at(boolean inDomain, String condition) {
    return progress.stream()
        .filter(row -> row.text("metric").equals("uar"))
        .filter(row -> row.text("condition").equals(condition))
        .filter(row -> Groups.inDomain(row.text("test_set")) == inDomain)
        .sorted((a, b) -> Key.of(a, Groups.ON).compareTo(Key.of(b, Groups.ON)))
        .toList();
  }

  private List<Columns> noisy() {
    return progress.stream()
        .filter(row -> row.text("metric").equals("uar"))
        .filter(row -> !row.text("condition").equals("clean"))
        .sorted((a, b) -> Key.of(a, Groups.ON).compareTo(Key.of(b, Groups.ON)))
        .toList();
  }

  private List<Columns> own(List<Columns> rows) {
    return rows.stream().filter(row -> Key.of(row, GROUP).equals(group)).toList();
  }

  private static long models(List<Columns> rows, Key group) {
    return rows.stream()
        .filter(row -> Key.of(row, GROUP).equals(group))
        .map(row -> Optional.ofNullable(row.wholeOrNull("n")).orElse(0L))
        .max(Long::compare)
        .orElse(0L);
  }
}
