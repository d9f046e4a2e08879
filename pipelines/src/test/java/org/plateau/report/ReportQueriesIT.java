package org.plateau.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plateau.tables.DeltaSession;
import org.plateau.tables.TableSpec;
import org.plateau.tables.Tables;

/** The queries over views that have exactly the tables' columns. */
class ReportQueriesIT {
  private static final ReportHeader HEADER = DemoReport.empty().header();
  private static SparkSession spark;

  @BeforeAll
  static void openSession() {
    spark =
        DeltaSession.builder()
            .master("local[2]")
            .appName("report")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "1")
            .getOrCreate();
  }

  @BeforeEach
  void emptyTables() {
    Tables.all().forEach(table -> fill(table, List.of()));
  }

  @AfterAll
  static void dropViews() {
    Tables.all().forEach(table -> spark.catalog().dropTempView(table.name()));
  }

  @Test
  void everyColumnOfEveryQueryStandsInTheTables() {
    ReportData data = load(List.of("emodb"));
    assertThat(data.results().scores()).isEmpty();
    assertThat(HtmlReport.render(data)).contains("No scores yet.");
  }

  @Test
  void meansAreOverSeedsOfOneExperimentWithoutBaselinesAndSupersededRuns() {
    fill(
        "runs",
        "('r1', 'm', 1, 'x', 'done'), ('r2', 'm', 2, 'x', 'done'), ('r3', 'm', 1, 'y', 'done'),"
            + " ('r4', 'm', 3, 'x', 'superseded'), ('b', 'baseline-level', 1, 'x', 'done')",
        "run_id, model, seed, experiment, status");
    fill(
        "scores",
        "('r1', 'm', 1, 'x', 'uar', 'utterance', 0.5D, 67), ('r1', 'm', 1, 'x', 'uar', 'speaker', 0.5D, 67),"
            + " ('r2', 'm', 2, 'x', 'uar', 'utterance', 0.6D, 67),"
            + " ('r3', 'm', 1, 'y', 'uar', 'utterance', 0.9D, 67),"
            + " ('r4', 'm', 3, 'x', 'uar', 'utterance', 0.1D, 67),"
            + " ('b', 'baseline-level', 1, 'x', 'uar', 'utterance', 0.4D, 67)",
        "run_id, model, seed, experiment, metric, interval, value, n");
    Results results = load(List.of("x")).results();
    assertThat(results.means())
        .filteredOn(row -> row.interval().equals("utterance"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.seeds()).isEqualTo(2);
              assertThat(row.mean()).isCloseTo(0.55, within(1e-12));
              assertThat(row.lowest()).isEqualTo(0.5);
              assertThat(row.highest()).isEqualTo(0.6);
            });
    assertThat(results.scores()).extracting(ScoreRow::runId).containsExactly("r1", "r1", "r2");
    assertThat(results.baselines()).extracting(ScoreRow::value).containsExactly(0.4);
    assertThat(results.runs()).extracting(RunRow::runId).containsExactly("r1", "r2", "r4");
    assertThat(results.runGroups()).hasSize(2).allMatch(row -> row.attempts() == null);
    assertThat(load(List.of()).results().means()).hasSize(3);
  }

  @Test
  void confusionsCountPredictionsOverSeeds() {
    fill(
        "runs",
        "('r1', 'm', 1, 'x', 'done'), ('r2', 'm', 2, 'x', 'done')",
        "run_id, model, seed, experiment, status");
    fill(
        "predictions",
        "('r1', 'u1', 'x', 'm', 'sad', 'sad'), ('r2', 'u1', 'x', 'm', 'sad', 'sad'),"
            + " ('r1', 'u2', 'x', 'm', 'sad', 'angry')",
        "run_id, utterance, experiment, model, label, prediction");
    List<ConfusionRow> cells = load(List.of("x")).results().confusions();
    assertThat(cells).extracting(ConfusionRow::prediction).containsExactly("angry", "sad");
    assertThat(cells).extracting(ConfusionRow::clips).containsExactly(1L, 2L);
  }

  private static ReportData load(List<String> experiments) {
    return ReportData.load(
        HEADER,
        ReportQueries.of(experiments),
        sql -> spark.sql(sql).collectAsList().stream().map(row -> (Columns) row::getAs).toList());
  }

  private static void fill(TableSpec table, List<org.apache.spark.sql.Row> rows) {
    spark.createDataFrame(rows, table.schema()).createOrReplaceTempView(table.name());
  }

  /** A view with some columns given and all others null, in the types of the table. */
  private static void fill(String name, String values, String columns) {
    List<String> given = List.of(columns.split(", "));
    TableSpec table = Tables.named(name).orElseThrow();
    String all =
        java.util.Arrays.stream(table.schema().fields())
            .map(
                field -> {
                  String source = given.contains(field.name()) ? "v." + field.name() : "NULL";
                  String type = field.dataType().sql();
                  return "CAST(" + source + " AS " + type + ") AS " + field.name();
                })
            .collect(java.util.stream.Collectors.joining(", "));
    spark
        .sql("SELECT " + all + " FROM VALUES " + values + " AS v(" + columns + ")")
        .createOrReplaceTempView(name);
  }
}
