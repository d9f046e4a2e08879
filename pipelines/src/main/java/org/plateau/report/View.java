package org.plateau.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The rows of a report, grouped as the sections need them. */
final class View {
  private static final String UAR = "uar";
  private static final String UTTERANCE = "utterance";

  private final ReportData data;

  View(ReportData data) {
    this.data = data;
  }

  ReportHeader header() {
    return data.header();
  }

  ReportQueries queries() {
    return data.queries();
  }

  CorpusFacts facts() {
    return data.facts();
  }

  Results results() {
    return data.results();
  }

  /** Rows by a key, keys in natural order, rows in their own. */
  static <K extends Comparable<K>, T> Map<K, List<T>> by(List<T> rows, Function<T, K> key) {
    Map<K, List<T>> groups = new TreeMap<>();
    for (T row : rows) {
      groups.computeIfAbsent(key.apply(row), ignored -> new ArrayList<>()).add(row);
    }
    return groups;
  }

  /** The mean UAR rows of a panel, the highest first. */
  static List<MeanRow> uarMeans(List<MeanRow> panelMeans) {
    List<MeanRow> uar = new ArrayList<>(panelMeans);
    String interval = interval(panelMeans, MeanRow::metric, MeanRow::interval);
    uar.removeIf(row -> !row.metric().equals(UAR) || !row.interval().equals(interval));
    uar.sort((a, b) -> Double.compare(orLowest(b.mean()), orLowest(a.mean())));
    return uar;
  }

  /** The UAR rows of a panel with the utterance interval, or with the first other one. */
  static List<ScoreRow> uarScores(List<ScoreRow> panelScores) {
    String interval = interval(panelScores, ScoreRow::metric, ScoreRow::interval);
    return panelScores.stream()
        .filter(row -> row.metric().equals(UAR) && row.interval().equals(interval))
        .toList();
  }

  private static <T> String interval(
      List<T> rows, Function<T, String> metric, Function<T, String> interval) {
    TreeSet<String> names = new TreeSet<>();
    for (T row : rows) {
      if (metric.apply(row).equals(UAR)) {
        names.add(interval.apply(row));
      }
    }
    return names.isEmpty() || names.contains(UTTERANCE) ? UTTERANCE : names.first();
  }

  /** Metric and interval pairs that occur, UAR first. */
  static List<List<String>> measures(List<ScoreRow> rows) {
    TreeMap<String, List<String>> found = new TreeMap<>();
    for (ScoreRow row : rows) {
      String first = row.metric().equals(UAR) ? "0" : "1";
      String second = row.interval().equals(UTTERANCE) ? "0" : "1";
      found.put(
          first + row.metric() + "\u0000" + second + row.interval(),
          List.of(row.metric(), row.interval()));
    }
    return List.copyOf(found.values());
  }

  /** The classes of a task in the order of its logits, or those that the predictions hold. */
  List<String> classes(String task) {
    List<String> known = header().classes().get(task);
    if (known != null) {
      return known;
    }
    TreeSet<String> seen = new TreeSet<>();
    for (ConfusionRow row : results().confusions()) {
      if (row.panel().task().equals(task)) {
        seen.add(row.label());
        seen.add(row.prediction());
      }
    }
    return List.copyOf(seen);
  }

  /** UAR of a guess, 1 / K; NaN where the classes are unknown. */
  double chance(String task) {
    int k = classes(task).size();
    return k == 0 ? Double.NaN : 1.0 / k;
  }

  GroupStyle style(String group) {
    return GroupStyle.of(group, facts().groups());
  }

  private static double orLowest(double value) {
    return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
  }
}
