package org.plateau.report.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plateau.report.data.Columns;
import org.plateau.report.data.Key;

/**
 * What may share a statistic, and its name. Sources, experiments and releases never mix; of the
 * ways to make one value a model of several runs the pages show the first that is there: mean over
 * seeds, best on dev, best on test.
 */
public final class Groups {
  /** Columns of a group of models. */
  public static final List<String> GROUP = List.of("source", "experiment", "release", "selection");

  /** Columns of what the models were tested on. */
  public static final List<String> ON = List.of("task", "test_set", "condition");

  /** Columns of what single runs were tested on. */
  public static final List<String> PANEL =
      List.of("source", "experiment", "release", "task", "test_set", "condition");

  private static final List<String> SELECTIONS = List.of("mean", "best-dev", "best-test");

  private Groups() {}

  /** The groups to show, in order. */
  public static List<Key> shown(List<Columns> rows) {
    Map<Key, String> best = new TreeMap<>();
    for (Columns row : rows) {
      best.merge(
          Key.of(row, GROUP.subList(0, 3)),
          row.text("selection"),
          (a, b) -> place(a) <= place(b) ? a : b);
    }
    List<Key> groups = new ArrayList<>();
    best.forEach(
        (key, selection) -> {
          List<String> values = new ArrayList<>(key.values());
          values.add(selection);
          groups.add(new Key(GROUP, values));
        });
    return groups;
  }

  /** The keys of rows, in order. */
  public static List<Key> keys(List<Columns> rows, List<String> columns) {
    TreeSet<Key> keys = new TreeSet<>();
    rows.forEach(row -> keys.add(Key.of(row, columns)));
    return List.copyOf(keys);
  }

  /** True for a part of the corpus that the task was trained on, false for another corpus. */
  public static boolean inDomain(String testSet) {
    return testSet.contains("/");
  }

  /** A group in words. */
  public static String label(Key group) {
    String by =
        switch (group.get("selection")) {
          case "mean" -> "mean over seeds";
          case "best-dev" -> "best run on dev";
          case "best-test" -> "best run on test (optimistic)";
          default -> group.get("selection");
        };
    return source(group) + ", release " + group.get("release") + ", " + by;
  }

  /** Source and experiment in words. */
  public static String source(Key group) {
    String experiment = "experiment " + group.get("experiment");
    return group.get("source").equals("plateau")
        ? "Own runs, " + experiment
        : group.get("source") + ", " + experiment;
  }

  /** A task, test set and condition in words. */
  public static String place(Key on) {
    return place(on.get("task"), on.get("test_set"), on.get("condition"));
  }

  /** A task, test set and condition in words. */
  public static String place(String task, String testSet, String condition) {
    String where = task + " on " + testSet;
    return condition.equals("clean") ? where : where + ", " + condition;
  }

  /** A panel of runs in words. */
  public static String panel(Key panel) {
    return place(panel) + ". " + source(panel) + ", release " + panel.get("release");
  }

  private static int place(String selection) {
    int place = SELECTIONS.indexOf(selection);
    return place < 0 ? SELECTIONS.size() : place;
  }
}
