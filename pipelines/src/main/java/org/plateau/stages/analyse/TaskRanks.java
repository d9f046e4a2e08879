package org.plateau.stages.analyse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plateau.stages.analyse.ModelScore.Place;
import org.plateau.stages.analyse.ScoreAnalyses.Series;
import org.plateau.stages.snapshot.TableRow;
import org.plateau.stats.tests.Friedman;
import org.plateau.tables.AnalysisTables;

/**
 * Friedman's test of the models over (task, test set, condition), and Nemenyi's of their pairs.
 * Models that lack a score somewhere are left out. Scope {@code clean} takes the clean condition,
 * {@code all} every condition; releases of the same task never stand in one table.
 */
final class TaskRanks {
  private static final double ALPHA = 0.05;
  private static final String ANY = "*";

  /** Rows of {@code model_ranks} and, with task {@code *}, of {@code significance}. */
  List<TableRow> rows(Collection<Series> all) {
    Map<List<String>, List<Series>> groups = new LinkedHashMap<>();
    for (Series series : all) {
      Place place = series.place();
      List<String> group = List.of(place.source(), place.experiment(), place.selection());
      groups.computeIfAbsent(group, g -> new ArrayList<>()).add(series);
    }
    List<TableRow> rows = new ArrayList<>();
    for (List<Series> group : groups.values()) {
      List<Series> newest = newest(group);
      List<Series> clean =
          newest.stream().filter(s -> s.place().condition().equals("clean")).toList();
      rows.addAll(ranks("clean", clean, true));
      if (clean.size() < newest.size()) {
        rows.addAll(ranks("all", newest, false));
      }
    }
    return rows;
  }

  /** Of each task, test set and condition the last release by name. */
  private static List<Series> newest(List<Series> group) {
    Map<List<String>, Series> newest = new TreeMap<>(TaskRanks::compare);
    for (Series series : group) {
      Place place = series.place();
      newest.merge(
          List.of(place.task(), place.testSet(), place.condition()),
          series,
          (a, b) -> a.place().release().compareTo(b.place().release()) >= 0 ? a : b);
    }
    return new ArrayList<>(newest.values());
  }

  private static int compare(List<String> a, List<String> b) {
    return String.join("\t", a).compareTo(String.join("\t", b));
  }

  private static List<TableRow> ranks(String scope, List<Series> series, boolean withPairs) {
    TreeSet<String> models = new TreeSet<>();
    series.forEach(each -> models.addAll(each.values().keySet()));
    models.removeIf(
        model ->
            series.stream()
                .anyMatch(s -> Double.isNaN(s.values().getOrDefault(model, Double.NaN))));
    List<TableRow> rows = new ArrayList<>();
    if (series.size() < 2 || models.size() < 2) {
      return rows;
    }
    List<String> names = new ArrayList<>(models);
    double[][] table =
        series.stream()
            .map(s -> names.stream().mapToDouble(s.values()::get).toArray())
            .toArray(double[][]::new);
    Friedman friedman = Friedman.of(table);
    double difference = friedman.criticalDifference(ALPHA);
    TreeSet<String> releases = new TreeSet<>();
    series.forEach(each -> releases.add(each.place().release()));
    String release = String.join(",", releases);
    Place place = series.get(0).place();
    for (int i = 0; i < names.size(); i++) {
      rows.add(
          place
              .group(new TableRow.Builder(AnalysisTables.MODEL_RANKS))
              .with("release", release)
              .with("scope", scope)
              .with("model", names.get(i))
              .with("mean_rank", friedman.meanRanks()[i])
              .with("friedman_chi2", friedman.chi2())
              .with("friedman_p", friedman.p())
              .with("critical_difference", difference)
              .with("models", (long) names.size())
              .with("n", (long) series.size())
              .row(place.source()));
    }
    for (int i = 0; i < names.size() && withPairs; i++) {
      for (int j = i + 1; j < names.size(); j++) {
        double p = friedman.nemenyi(i, j);
        double gap = friedman.meanRanks()[i] - friedman.meanRanks()[j];
        rows.add(
            place
                .group(new TableRow.Builder(AnalysisTables.SIGNIFICANCE))
                .with("release", release)
                .with("task", ANY)
                .with("test_set", ANY)
                .with("condition", scope)
                .with("model_a", names.get(i))
                .with("model_b", names.get(j))
                .with("test", "nemenyi")
                .with("difference", gap)
                .with("statistic", difference)
                .with("p", p)
                .with("p_adjusted", p)
                .with("p_adjusted_bh", p)
                .with("n", (long) series.size())
                .row(place.source()));
      }
    }
    return rows;
  }
}
