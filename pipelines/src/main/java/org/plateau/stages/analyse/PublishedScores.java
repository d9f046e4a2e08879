package org.plateau.stages.analyse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.plateau.stats.Chance;
import org.plateau.tables.AnalysisTables;
import org.plateau.tables.Warehouse;

/**
 * Published scores as values of models. Those that correlations may use: metric UAR, experiment
 * {@code exploration} (tuned, text and older results of a paper are no part of it), models of the
 * catalogue. A value that several tables of a paper print counts once, as its first table has it.
 */
public record PublishedScores(Catalogue catalogue, Map<String, List<String>> classesByTask) {
  private static final String EXPLORATION = "exploration";
  private static final String UAR = "uar";

  /** Reads the table; sources that are not chosen are left out. */
  public List<ModelScore> read(Warehouse warehouse, Predicate<String> chosen) {
    List<Row> rows =
        new ArrayList<>(
            warehouse.read(AnalysisTables.PUBLISHED).where("metric = 'uar'").collectAsList());
    rows.removeIf(row -> !chosen.test(row.getAs("source")) || !counts(row));
    rows.sort(
        Comparator.comparingInt((Row row) -> tableNumber(row.getAs("paper_table")))
            .thenComparing(row -> row.<String>getAs("paper_table")));
    Map<String, ModelScore> scores = new TreeMap<>();
    for (Row row : rows) {
      ModelScore score = score(row);
      scores.putIfAbsent(score.place() + "/" + score.model(), score);
    }
    return new ArrayList<>(scores.values());
  }

  private boolean counts(Row row) {
    Double value = row.getAs("value");
    return EXPLORATION.equals(row.getAs("experiment"))
        && value != null
        && catalogue.knows(row.getAs("model"));
  }

  /** Tables by number, those without one last. */
  private static int tableNumber(String table) {
    return table.matches("\\d{1,6}") ? Integer.parseInt(table) : Integer.MAX_VALUE;
  }

  private ModelScore score(Row row) {
    String task = row.getAs("task");
    List<String> classes = classesByTask.get(task);
    double value = row.getAs("value");
    return new ModelScore(
        new ModelScore.Place(
            row.getAs("source"),
            row.getAs("experiment"),
            row.getAs("release"),
            Selected.MEAN,
            task,
            row.getAs("test_set"),
            row.getAs("condition")),
        row.getAs("model"),
        UAR,
        value,
        number(row, "ci_low"),
        number(row, "ci_high"),
        0,
        0,
        null,
        classes == null ? null : Chance.isAbove(value, classes.size()),
        catalogue.isText(row.getAs("model"), null));
  }

  private static double number(Row row, String column) {
    Double value = row.getAs(column);
    return value == null ? Double.NaN : value;
  }
}
