package org.plateau.stages;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.config.UserException;
import org.plateau.models.ModelCatalogue;
import org.plateau.stats.Correlation;
import org.plateau.stats.IntervalEnds;
import org.plateau.stats.Seeds;
import org.plateau.stats.SplitMix64;
import org.plateau.tables.AnalysisTables;
import org.plateau.tables.CorpusTables;
import org.plateau.tables.RunTables;
import org.plateau.tables.ScoreTables;
import org.plateau.tables.TableSpec;
import org.plateau.tables.Tables;
import org.plateau.tables.Warehouse;
import org.plateau.testing.SharedData;
import org.plateau.testing.SharedSpark;

/** The analyses over tables: published scores, simulated predictions, and the odd cases. */
class AnalyseIT {
  private static final String SET = "emodb/1/test";
  private static final List<String> CLASSES = List.of("a", "b", "c");
  private static final Analyse.Settings SETTINGS =
      new Analyse.Settings(Map.of("t", CLASSES), Map.of("t", "emodb"), 200, 1);

  @TempDir Path folder;
  private SparkSession spark;
  private Warehouse warehouse;

  @BeforeEach
  void open() {
    spark = SharedSpark.session();
    warehouse = Warehouse.open(spark, folder.toString());
  }

  private Map<String, OptionalLong> versions() {
    Map<String, OptionalLong> versions = new TreeMap<>();
    for (TableSpec spec : Tables.all()) {
      versions.put(spec.name(), warehouse.version(spec));
    }
    return versions;
  }

  private List<Row> rows(TableSpec spec, String condition) {
    return warehouse.read(spec).where(condition).collectAsList();
  }

  @Test
  void publishedScoresGiveExactlyTheCorrelationsOfTheProtocol() {
    Path csv = SharedData.path("reference/published/scores.csv");
    Dataset<Row> scores = spark.read().option("header", "true").csv(csv.toString());
    warehouse.append(AnalysisTables.PUBLISHED, scores);
    Analyse analyse = new Analyse(warehouse, SETTINGS);
    assertThatThrownBy(() -> analyse.published("nobody"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("nobody");
    new RegisterModels(warehouse).catalogue(ModelCatalogue.load(Path.of("../conf/models")));
    assertThat(analyse.published(null).written()).containsExactly("15-years-of-ser");

    List<Row> ranks = rows(AnalysisTables.RANK_CORRELATIONS, "true");
    assertThat(ranks).as("every two of six columns").hasSize(15);
    assertThat(ranks).allMatch(row -> row.<Long>getAs("n") == 43);
    List<Row> progress = rows(AnalysisTables.PROGRESS_CORRELATIONS, "true");
    assertThat(progress).as("six columns, four predictors").hasSize(24);
    assertThat(progress).allMatch(row -> row.<Long>getAs("n") == 43);
    assertThat(progress).allMatch(row -> row.<Double>getAs("ci_low") < row.<Double>getAs("rho"));
    checkAgainstTheFile(scores, ranks, progress);

    assertThat(rows(AnalysisTables.PARETO, "on_front")).isNotEmpty();
    assertThat(rows(AnalysisTables.PROGRESS_SENSITIVITY, "choice = 'without-group'")).isNotEmpty();
    assertThat(rows(AnalysisTables.PARTIAL_CORRELATIONS, "n = 43")).hasSize(36);
    assertThat(rows(AnalysisTables.MODEL_RANKS, "scope = 'clean'")).hasSize(43);
    Map<String, OptionalLong> before = versions();
    assertThat(analyse.published("15-years-of-ser").written()).isEmpty();
    assertThat(analyse.predictions().written()).as("leaves published rows alone").isEmpty();
    assertThat(versions()).isEqualTo(before);
  }

  private void checkAgainstTheFile(Dataset<Row> scores, List<Row> ranks, List<Row> progress) {
    Map<String, Map<String, Double>> columns = new TreeMap<>();
    for (Row row :
        scores
            .where("paper_table IN ('1', '5') OR (paper_table = '15' AND condition <> 'clean')")
            .where("metric = 'uar'")
            .collectAsList()) {
      columns
          .computeIfAbsent(
              row.getAs("task") + " " + row.getAs("test_set") + " " + row.getAs("condition"),
              key -> new TreeMap<>())
          .put(row.getAs("model"), Double.valueOf(row.getAs("value")));
    }
    for (Row row : ranks) {
      double[] x = column(columns, row, "task_x", "test_set_x", "condition_x");
      double[] y = column(columns, row, "task_y", "test_set_y", "condition_y");
      assertThat(row.<Double>getAs("rho")).isEqualTo(Correlation.spearman(x, y));
    }
    for (Row row : progress) {
      String predictor = row.getAs("predictor");
      double[] x =
          warehouse
              .read(RunTables.MODELS)
              .where(col("model").isin(columns.values().iterator().next().keySet().toArray()))
              .orderBy("model")
              .select(col(predictor).cast("double"))
              .collectAsList()
              .stream()
              .mapToDouble(each -> each.getDouble(0))
              .toArray();
      double[] y = column(columns, row, "task", "test_set", "condition");
      assertThat(row.<Double>getAs("rho")).isCloseTo(Correlation.spearman(x, y), within(1e-12));
    }
  }

  private static double[] column(
      Map<String, Map<String, Double>> columns, Row row, String task, String set, String cond) {
    String key = row.getAs(task) + " " + row.getAs(set) + " " + row.getAs(cond);
    return columns.get(key).values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static Row prediction(
      String source, String model, long seed, int clip, String label, String said, Double loss) {
    return RowFactory.create(
        source + model + seed,
        SET,
        "clean",
        "u" + clip,
        source,
        "exploration",
        "t",
        "1",
        model,
        seed,
        "id",
        "s" + clip % 4,
        label,
        said,
        null,
        loss);
  }

  private static List<Row> simulated(String source, String model, long seed, int clips, int skill) {
    SplitMix64 random = Seeds.generator(seed, source, model);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < clips; i++) {
      String label = CLASSES.get(i % 3);
      String said = random.nextInt(10) < skill ? label : CLASSES.get(random.nextInt(3));
      rows.add(prediction(source, model, seed, i, label, said, random.nextDouble()));
    }
    return rows;
  }

  @Test
  void ourOwnBaselinesEnterNoStatisticOverModels() {
    ModelCatalogue catalogue = ModelCatalogue.load(Path.of("../conf/models"));
    new RegisterModels(warehouse).catalogue(catalogue);
    warehouse.append(
        RunTables.MODELS,
        spark.sql(
            "SELECT 'IS09-s-svm' AS model, \"'09 classical\" AS model_group, 2009 AS year,"
                + " 'audio' AS modality"));
    List<Row> all = new ArrayList<>();
    catalogue.all().stream()
        .filter(model -> model.facts().inPaper() && model.modality().equals("audio"))
        .forEach(model -> all.addAll(simulated("plateau", model.name(), 1, 24, 9)));
    assertThat(all).hasSize(43 * 24);
    all.addAll(simulated("plateau", "IS09-s-svm", 0, 24, 2));
    all.addAll(simulated("plateau", "baseline-duration-level-centroid", 0, 24, 2));
    warehouse.appendMissing(
        RunTables.PREDICTIONS, spark.createDataFrame(all, RunTables.PREDICTIONS.schema()));

    new Analyse(warehouse, new Analyse.Settings(Map.of("t", CLASSES), Map.of("t", "emodb"), 20, 1))
        .predictions();

    assertThat(
            rows(AnalysisTables.PROGRESS_CORRELATIONS, "metric = 'uar'").stream()
                .map(row -> row.<Long>getAs("n")))
        .containsExactly(43L, 43L, 43L, 43L);
    assertThat(rows(AnalysisTables.RANK_CORRELATIONS, "metric_y = 'gini'"))
        .allMatch(row -> row.<Long>getAs("n") == 43);
    assertThat(rows(AnalysisTables.AGREEMENT, "true")).hasSize(43 * 42 / 2);
    assertThat(rows(AnalysisTables.COMPLEMENTARITY, "subset = 'all'")).hasSize(43 * 42);
    assertThat(rows(AnalysisTables.DIFFICULTY, "voters <> 43")).isEmpty();
    assertThat(rows(AnalysisTables.MODEL_SCORES, "metric = 'uar'"))
        .as("they stand beside the others")
        .hasSize(45);
  }

  @Test
  void predictionsThroughEveryAnalysisWithTheOddCases() {
    List<Row> all = new ArrayList<>();
    for (int seed = 1; seed <= 2; seed++) {
      all.addAll(simulated("sim", "BERT", seed, 60, 5));
      all.addAll(simulated("sim", "CNN14", seed, 60, 6));
      all.addAll(simulated("sim", "AST", seed, 60, 8));
      all.addAll(simulated("sim", "unheard-of", seed, 60, 2));
    }
    all.addAll(simulated("sim", "lacks-clips", 1, 45, 7));
    all.addAll(simulated("sim", "lacks-clips", 2, 45, 7));
    for (int i = 0; i < 9; i++) { // one model, one class predicted
      all.add(prediction("alone", "only", 1, i, CLASSES.get(i % 3), "a", null));
    }
    for (int i = 0; i < 5; i++) { // no labels at all
      all.add(prediction("unlabelled", "x", 1, i, null, "a", null));
      all.add(prediction("unlabelled", "y", 1, i, null, i < 3 ? "a" : "b", null));
    }
    warehouse.appendMissing(
        RunTables.PREDICTIONS, spark.createDataFrame(all, RunTables.PREDICTIONS.schema()));
    labels();
    new RegisterModels(warehouse).catalogue(ModelCatalogue.load(Path.of("../conf/models")));
    Analyse analyse = new Analyse(warehouse, SETTINGS);
    assertThat(analyse.predictions().written())
        .containsExactlyInAnyOrder("sim", "alone", "unlabelled");

    Row mean =
        rows(
                AnalysisTables.MODEL_SCORES,
                "source = 'sim' AND model = 'AST' AND metric = 'uar' AND selection = 'mean'")
            .get(0);
    assertThat(mean.<Long>getAs("runs")).isEqualTo(2);
    assertThat(mean.<Double>getAs("ci_low")).isLessThan(mean.getAs("value"));
    String agreement = "source = 'sim' AND selection = 'mean' AND ";
    assertThat(rows(AnalysisTables.AGREEMENT, agreement + "model_a < model_b"))
        .as("four audio models; text stays out")
        .hasSize(6)
        .noneMatch(
            row -> row.getAs("model_a").equals("BERT") || row.getAs("model_b").equals("BERT"));
    assertThat(rows(AnalysisTables.AGREEMENT, agreement + "model_b = 'lacks-clips'"))
        .allMatch(row -> row.<Long>getAs("n") == 45);
    assertThat(
            rows(AnalysisTables.AGREEMENT, "source = 'unlabelled'")
                .get(0)
                .<Double>getAs("agreement"))
        .isEqualTo(3 / 5.);
    assertThat(rows(AnalysisTables.COMPLEMENTARITY, agreement + "model = 'BERT' AND other = 'AST'"))
        .hasSize(3);
    assertThat(rows(AnalysisTables.SIGNIFICANCE, agreement + "test = 'paired_bootstrap'"))
        .hasSize(6);
    assertThat(rows(AnalysisTables.SIGNIFICANCE, agreement + "test = 'permutation'"))
        .allMatch(row -> row.<Double>getAs("p") <= row.<Double>getAs("p_adjusted"));
    assertThat(rows(AnalysisTables.DIFFICULTY, agreement + "voters = 8")).isNotEmpty();
    Row rho =
        rows(
                AnalysisTables.DIFFICULTY_CORRELATIONS,
                agreement + "measure = 'models_disagreeing~human'")
            .get(0);
    assertThat(rho.<Double>getAs("rho")).isBetween(-1., 1.);
    assertThat(rho.<Long>getAs("n")).isEqualTo(60);
    assertThat(rows(AnalysisTables.TUNING_CURVES, "source = 'sim' AND model = 'AST'")).hasSize(2);

    Row lonely =
        rows(
                AnalysisTables.PROGRESS_CORRELATIONS,
                "source = 'alone' AND predictor = 'year' AND metric = 'uar'")
            .get(0);
    assertThat(lonely.<Double>getAs("rho")).isNaN();
    assertThat(lonely.<Long>getAs("n")).isZero();
    Row constant = rows(AnalysisTables.MODEL_SCORES, "source = 'alone' AND metric = 'uar'").get(0);
    assertThat(constant.<Double>getAs("value")).isCloseTo(1 / 3., within(1e-15));
    Row blind =
        rows(
                AnalysisTables.MODEL_SCORES,
                "source = 'unlabelled' AND model = 'x' AND metric = 'uar'")
            .get(0);
    assertThat(blind.<Double>getAs("value")).isNaN();
    assertThat(blind.<Long>getAs("n")).isZero();

    checkGenderGap();
    CompareModels compare = new CompareModels(warehouse, Map.of("t", CLASSES), 200, 1);
    List<CompareModels.Comparison> compared = compare.run("AST", "lacks-clips");
    assertThat(compared).as("two seeds").hasSize(2).allMatch(row -> row.n() == 45);
    CompareModels.Comparison first = compared.get(0);
    assertThat(first.difference().value())
        .isCloseTo(first.first().value() - first.second().value(), within(1e-15));
    assertThat(first.p()).isLessThanOrEqualTo(first.adjusted());
    assertThatThrownBy(() -> compare.run("AST", "sim")).isInstanceOf(UserException.class);

    Map<String, OptionalLong> before = versions();
    assertThat(analyse.predictions().written()).isEmpty();
    assertThat(versions()).isEqualTo(before);
  }

  /** The mean over models above chance of what table fairness holds for their runs. */
  private void checkGenderGap() {
    new Score(warehouse, new Score.Settings(Map.of("t", CLASSES), 100, 1, IntervalEnds.PERCENTILE))
        .run();
    warehouse.read(ScoreTables.FAIRNESS).createOrReplaceTempView("runs_fairness");
    warehouse.read(AnalysisTables.MODEL_SCORES).createOrReplaceTempView("of_models");
    Row expected =
        spark
            .sql(
                """
                SELECT AVG(gap), COUNT(*) FROM (
                  SELECT f.model, AVG(f.gender_gap) AS gap
                  FROM runs_fairness f JOIN of_models m
                    ON m.source = f.source AND m.model = f.model
                  WHERE f.source = 'sim' AND m.metric = 'uar' AND m.selection = 'mean'
                    AND m.above_chance AND m.modality = 'audio'
                  GROUP BY f.model)
                """)
            .first();
    Row found =
        rows(AnalysisTables.FAIRNESS_SUMMARY, "source = 'sim' AND selection = 'mean'").get(0);
    assertThat(expected.getLong(1)).isPositive();
    assertThat(found.<Long>getAs("gender_gap_models")).isEqualTo(expected.getLong(1));
    assertThat(found.<Double>getAs("mean_gender_gap"))
        .isNotZero()
        .isCloseTo(expected.getDouble(0), within(1e-12));
    Row none = rows(AnalysisTables.FAIRNESS_SUMMARY, "source = 'alone'").get(0);
    assertThat(none.<Double>getAs("mean_gender_gap")).as("no model above chance").isNaN();
    assertThat(none.<Long>getAs("gender_gap_models")).isZero();
  }

  private void labels() {
    List<Row> labels = new ArrayList<>();
    List<Row> utterances = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      labels.add(
          RowFactory.create("emodb", "1", "u" + i, "t", CLASSES.get(i % 3), .5 + i % 7 * .05));
      String gender = new String[] {"female", "female", "male", null}[i % 4];
      utterances.add(
          RowFactory.create("emodb", "1", "u" + i, "s" + i % 4, gender, i / 60., 1 - i / 60.));
    }
    Dataset<Row> frame = spark.createDataFrame(labels, CorpusTables.LABELS.schema());
    warehouse.append(CorpusTables.LABELS, frame);
    Dataset<Row> clips =
        spark.createDataFrame(
            utterances,
            new org.apache.spark.sql.types.StructType()
                .add("corpus", "string")
                .add("release", "string")
                .add("utterance", "string")
                .add("speaker", "string")
                .add("gender", "string")
                .add("arousal", "double")
                .add("valence", "double"));
    warehouse.append(CorpusTables.UTTERANCES, clips);
    Dataset<Row> texts =
        spark.sql(
            "SELECT 'emodb' AS corpus, '1' AS release, 'u1' AS utterance, 'human' AS source,"
                + " 'en' AS language, 'red balloon red balloon' AS text");
    warehouse.append(CorpusTables.TRANSCRIPTS, texts);
  }
}
