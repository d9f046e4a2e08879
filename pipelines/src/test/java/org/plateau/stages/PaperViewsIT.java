package org.plateau.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.config.UserException;
import org.plateau.stages.export.ExportFormat;
import org.plateau.stages.sql.SqlFormat;
import org.plateau.stages.sql.SqlViews;
import org.plateau.tables.AnalysisTables;
import org.plateau.tables.ProbeTables;
import org.plateau.tables.RunTables;
import org.plateau.tables.ScoreTables;
import org.plateau.tables.TableSpec;
import org.plateau.tables.Warehouse;
import org.plateau.testing.SharedSpark;

/** The views of conf/sql over an empty warehouse, and over a few rows of each kind. */
class PaperViewsIT {
  private static final Path CONF = Path.of(System.getProperty("plateau.root", ".."), "conf");

  @TempDir static Path folder;
  private static Map<String, String> views;
  private static Sql empty;
  private static Sql filled;
  private static Warehouse warehouse;

  @BeforeAll
  static void fill() {
    SparkSession spark = SharedSpark.session();
    views = SqlViews.load(CONF.resolve("sql"));
    empty = new Sql(Warehouse.open(spark, folder.resolve("empty").toString()), views);
    warehouse = Warehouse.open(spark, folder.resolve("w").toString());
    write(
        RunTables.MODELS,
        Map.of(
            "model",
            "CNN14",
            "model_group",
            "'16 Supervised TL",
            "year",
            2020,
            "modality",
            "audio"),
        Map.of("model", "BERT", "model_group", "'18 Text", "year", 2018, "modality", "text"),
        Map.of("model", "BERT-de", "model_group", "'18 Text", "year", 2018, "modality", "text"));
    write(
        RunTables.RUNS,
        run("own1", "plateau", "exploration", 1, null),
        run("own2", "plateau", "exploration", 2, null),
        run("imp", "lab", "exploration", 1, null),
        run("tune1", "plateau", "tuning", 1, 0.9),
        run("tune2", "plateau", "tuning", 1, 0.8));
    write(
        ScoreTables.SCORES,
        score("own1", "plateau", "exploration", "clean", 0.5),
        score("own2", "plateau", "exploration", "clean", 0.75),
        score("own1", "plateau", "exploration", "tau@0dB", 0.25),
        score("imp", "lab", "exploration", "clean", 0.625),
        score("tune1", "plateau", "tuning", "clean", 0.5),
        score("tune2", "plateau", "tuning", "clean", 0.6));
    write(
        AnalysisTables.PUBLISHED,
        published("1", "exploration", "msp-podcast/1.11/test1", "clean", "CNN14", "uar", 0.51),
        published("15", "exploration", "msp-podcast/1.11/test1", "clean", "CNN14", "uar", 0.52),
        published("15", "exploration", "msp-podcast/1.11/test1", "tau@0dB", "CNN14", "uar", 0.32),
        published("5", "exploration", "emodb", "clean", "CNN14", "uar", 0.4),
        published("8", "text", "msp-podcast/1.11/test1", "clean", "BERT", "uar", 0.45),
        published("4", "tuning", "msp-podcast/1.11/test1", "clean", "CNN14", "uar", 0.61),
        published("6", "exploration", "emodb", "clean", "CNN14", "probe:f1_mean", 0.33));
    write(
        AnalysisTables.PROGRESS_CORRELATIONS,
        progress("clean", "msp-podcast/1.11/test1", "uar"),
        progress("clean", "emodb", "uar"),
        progress("tau@0dB", "msp-podcast/1.11/test1", "uar"),
        progress("clean", "msp-podcast/1.11/test1", "gini"));
    write(
        ProbeTables.PROBING,
        Map.of("run_id", "own1", "epoch", 2, "layer", 0, "feature", "f1_mean", "pearson_r", 0.5),
        Map.of(
            "run_id",
            "own1",
            "epoch",
            2,
            "layer",
            1,
            "feature",
            "f1_mean",
            "pearson_r",
            Double.NaN));
    filled = new Sql(warehouse, views);
  }

  private static Map<String, Object> of(Object... pairs) {
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put((String) pairs[i], pairs[i + 1]);
    }
    return values;
  }

  private static Map<String, Object> run(
      String id, String source, String experiment, long seed, Double devUar) {
    return of(
        "run_id",
        id,
        "source",
        source,
        "experiment",
        experiment,
        "task",
        "msp-podcast-4",
        "release",
        "1.11",
        "model",
        "CNN14",
        "seed",
        seed,
        "dev_uar",
        devUar,
        "status",
        "done");
  }

  private static Map<String, Object> score(
      String id, String source, String experiment, String condition, double value) {
    return of(
        "run_id",
        id,
        "source",
        source,
        "experiment",
        experiment,
        "task",
        "msp-podcast-4",
        "release",
        "1.11",
        "model",
        "CNN14",
        "test_set",
        "msp-podcast/1.11/test1",
        "condition",
        condition,
        "metric",
        "uar",
        "interval",
        "utterance",
        "value",
        value,
        "ci_low",
        value - 0.125,
        "ci_high",
        value + 0.125,
        "n",
        9L);
  }

  private static Map<String, Object> published(
      String table,
      String experiment,
      String testSet,
      String condition,
      String model,
      String metric,
      double value) {
    return of(
        "source",
        "paper",
        "paper_table",
        table,
        "task",
        "msp-podcast-4",
        "release",
        "1.11",
        "test_set",
        testSet,
        "condition",
        condition,
        "model",
        model,
        "metric",
        metric,
        "experiment",
        experiment,
        "value",
        value);
  }

  private static Map<String, Object> progress(String condition, String testSet, String metric) {
    return of(
        "source",
        "plateau",
        "experiment",
        "exploration",
        "release",
        "1.11",
        "selection",
        "mean",
        "task",
        "msp-podcast-4",
        "test_set",
        testSet,
        "condition",
        condition,
        "metric",
        metric,
        "predictor",
        "year",
        "rho",
        0.5,
        "n",
        43L);
  }

  @SafeVarargs
  private static void write(TableSpec spec, Map<String, Object>... rows) {
    List<Row> all = new ArrayList<>();
    for (Map<String, Object> values : rows) {
      TableRows row = TableRows.of(spec);
      values.forEach(row::with);
      all.add(row.row());
    }
    warehouse.append(spec, TableRows.frame(warehouse, spec, all));
  }

  private static List<String> lines(String query) {
    StringBuilder out = new StringBuilder();
    try {
      filled.print(query, SqlFormat.CSV, out);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return out.toString().lines().skip(1).toList();
  }

  @Test
  void allViewsOfThePaperAreThereAndSayWhatTheyShow() {
    assertThat(views.keySet())
        .containsAll(IntStream.rangeClosed(1, 15).mapToObj(n -> "paper_table_" + n).toList())
        .containsAll(IntStream.rangeClosed(1, 5).mapToObj(n -> "paper_figure_" + n).toList())
        .contains(
            "paper_agreement",
            "paper_difficulty",
            "paper_progress_ood",
            "paper_progress_noise",
            "paper_progress_gini");
    assertThat(views.values()).allMatch(text -> text.startsWith("-- "));
  }

  @Test
  void everyViewOfAnEmptyWarehouseHasAHeaderAndNoRows() throws IOException {
    for (String view : views.keySet()) {
      StringBuilder out = new StringBuilder();
      empty.print("SELECT * FROM " + view, SqlFormat.CSV, out);
      assertThat(out.toString().lines()).as(view).hasSize(1).first().asString().contains(",");
    }
  }

  @Test
  void everyViewRunsOverRows() {
    for (String view : views.keySet()) {
      Dataset<Row> rows = filled.query("SELECT * FROM " + view);
      assertThat(rows.collectAsList()).as(view).isNotNull();
    }
  }

  @Test
  void ownImportedAndPublishedStandSideBySide() {
    assertThat(lines("SELECT source, model, uar, ci_low, runs FROM paper_table_1 ORDER BY source"))
        .containsExactly("lab,CNN14,0.625,0.5,1", "paper,CNN14,0.51,,", "plateau,CNN14,0.625,,2");
    assertThat(lines("SELECT source, test_set, uar FROM paper_table_5"))
        .containsExactly("paper,emodb,0.4");
    assertThat(lines("SELECT source, model, uar FROM paper_table_8"))
        .containsExactly("paper,BERT,0.45");
    assertThat(lines("SELECT source, clean_uar, noisy_uar FROM paper_table_15 ORDER BY source"))
        .as("a table's own clean values go first")
        .containsExactly("paper,0.52,0.32", "plateau,0.625,0.25");
  }

  @Test
  void tuningShowsBothChoices() {
    assertThat(lines("SELECT chosen, source, uar FROM paper_table_4 ORDER BY chosen"))
        .containsExactly(
            "best on dev,plateau,0.5",
            "best on test (optimistic),plateau,0.6",
            "published,paper,0.61");
    assertThat(lines("SELECT * FROM paper_table_3")).isEmpty();
    assertThat(lines("SELECT uar FROM paper_figure_2")).containsExactly("0.6", "0.5");
  }

  @Test
  void probesAndProgressFindTheirRows() {
    assertThat(lines("SELECT source, measure, value FROM paper_table_6 ORDER BY source, measure"))
        .containsExactly(
            "paper,f1_mean,0.33", "paper,uar,0.51", "plateau,f1_mean,0.5", "plateau,uar,0.5");
    assertThat(lines("SELECT test_set, condition FROM paper_table_2"))
        .containsExactly("msp-podcast/1.11/test1,clean");
    assertThat(lines("SELECT test_set FROM paper_progress_ood")).containsExactly("emodb");
    assertThat(lines("SELECT condition FROM paper_progress_noise")).containsExactly("tau@0dB");
    assertThat(lines("SELECT condition FROM paper_progress_gini")).containsExactly("clean");
    assertThat(lines("SELECT model, language FROM paper_table_14"))
        .containsExactly("BERT,English", "BERT,German");
    assertThat(lines("SELECT model FROM paper_table_12")).containsExactly("CNN14");
  }

  @Test
  void exportWritesOneFileEach() throws IOException {
    Path to = folder.resolve("ex port");
    Export export = new Export(warehouse, views);
    List<ExportFormat> formats = ExportFormat.named(List.of("csv", "parquet", "markdown", "latex"));
    assertThat(
            export.execute(
                new Export.Request(to, formats, List.of("paper_table_1", "runs"), false)))
        .hasSize(8);
    assertThat(Files.readString(to.resolve("paper_table_1.csv")))
        .startsWith("source,experiment,release,task")
        .hasLineCount(4);
    assertThat(Files.readAllLines(to.resolve("paper_table_1.md"))).hasSize(5);
    assertThat(Files.readString(to.resolve("paper_table_1.tex"))).contains("'16 Supervised TL");
    assertThat(SharedSpark.session().read().parquet("file://" + to.resolve("runs.parquet")).count())
        .isEqualTo(5);
    try (Stream<Path> files = Files.list(to)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .as("nothing half written, no folder of Spark's")
          .noneMatch(name -> name.startsWith("."))
          .hasSize(8);
    }
  }

  @Test
  void exportKeepsClipsBack() {
    Export export = new Export(warehouse, Map.of("clips", "SELECT utterance FROM predictions"));
    List<ExportFormat> csv = ExportFormat.named(List.of("csv"));
    Path to = folder.resolve("clips");
    for (String name : List.of("predictions", "clips")) {
      assertThatThrownBy(() -> export.execute(new Export.Request(to, csv, List.of(name), false)))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("--include-utterance-level");
    }
    assertThat(export.execute(new Export.Request(to, csv, List.of("clips"), true))).hasSize(1);
    assertThatThrownBy(() -> export.execute(new Export.Request(to, csv, List.of("audio"), true)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("does not write");
    assertThatThrownBy(() -> export.execute(new Export.Request(to, csv, List.of("nosuch"), true)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("nosuch");
    assertThatThrownBy(() -> ExportFormat.named(List.of("xls")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("csv, parquet, markdown, latex");
  }
}
