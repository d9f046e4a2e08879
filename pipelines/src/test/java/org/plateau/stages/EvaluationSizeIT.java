package org.plateau.stages;

import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.models.ModelCatalogue;
import org.plateau.stats.IntervalEnds;
import org.plateau.tables.AnalysisTables;
import org.plateau.tables.DeltaSession;
import org.plateau.tables.RunTables;
import org.plateau.tables.TableSpec;
import org.plateau.tables.Warehouse;

/**
 * The size of the paper: 43 models on 20,845 clips under two conditions and on 8,257 clips under
 * two tasks, all analyses with 1000 replicates. Prints seconds; run it on an idle machine. The
 * tables stay where {@code -Dplateau.bench.folder} names a folder, for a report of them.
 */
@Tag("bench")
class EvaluationSizeIT {
  private static final List<String> FOUR = List.of("angry", "happy", "neutral", "sad");
  private static final Map<String, List<String>> CLASSES =
      Map.of(
          "msp-podcast-4", FOUR,
          "fau-aibo-2", List.of("IDL", "NEG"),
          "fau-aibo-5", List.of("A", "E", "N", "P", "R"));
  private static final Map<String, String> CORPORA =
      Map.of("msp-podcast-4", "msp-podcast", "fau-aibo-2", "fau-aibo", "fau-aibo-5", "fau-aibo");

  @TempDir Path folder;

  @Test
  void allAnalysesInTime() {
    SparkSession spark =
        DeltaSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.adaptive.enabled", "false")
            .config("spark.databricks.delta.snapshotPartitions", "1")
            .getOrCreate();
    spark.sparkContext().setLogLevel("ERROR");
    String kept = System.getProperty("plateau.bench.folder", folder.toString());
    Warehouse warehouse = Warehouse.open(spark, kept);
    ModelCatalogue catalogue = ModelCatalogue.load(Path.of("../conf/models"));
    List<String> models =
        catalogue.all().stream()
            .filter(model -> model.modality().equals("audio"))
            .filter(model -> !model.group().equals("Plateau baseline"))
            .map(model -> model.name())
            .limit(43)
            .toList();
    predict(warehouse, models, "msp-podcast-4", "msp-podcast/1.11/test1", "clean", 20_845);
    predict(warehouse, models, "msp-podcast-4", "msp-podcast/1.11/test1", "tau@0dB", 20_845);
    predict(warehouse, models, "fau-aibo-2", "fau-aibo/1/test", "clean", 8_257);
    predict(warehouse, models, "fau-aibo-5", "fau-aibo/1/test", "clean", 8_257);
    new RegisterModels(warehouse).catalogue(catalogue);
    long start = System.nanoTime();
    new Score(warehouse, new Score.Settings(CLASSES, 1000, 1, IntervalEnds.PERCENTILE)).run();
    System.out.printf("score %.1f s%n", (System.nanoTime() - start) / 1e9);
    start = System.nanoTime();
    Analyse.Result result =
        new Analyse(warehouse, new Analyse.Settings(CLASSES, CORPORA, 1000, 1)).predictions();
    System.out.printf("analyse %.1f s %s%n", (System.nanoTime() - start) / 1e9, result.seconds());
    for (TableSpec spec :
        List.of(
            AnalysisTables.RANK_CORRELATIONS,
            AnalysisTables.PROGRESS_CORRELATIONS,
            AnalysisTables.AGREEMENT,
            AnalysisTables.COMPLEMENTARITY,
            AnalysisTables.DIFFICULTY,
            AnalysisTables.DIFFICULTY_CORRELATIONS,
            AnalysisTables.SIGNIFICANCE)) {
      assertThat(warehouse.read(spec).count()).as(spec.name()).isPositive();
    }
    start = System.nanoTime();
    assertThat(
            new Analyse(warehouse, new Analyse.Settings(CLASSES, CORPORA, 1000, 1))
                .predictions()
                .written())
        .isEmpty();
    System.out.printf("again %.1f s%n", (System.nanoTime() - start) / 1e9);
  }

  private static void predict(
      Warehouse warehouse,
      List<String> models,
      String task,
      String testSet,
      String condition,
      int clips) {
    List<String> classes = CLASSES.get(task);
    String names = "array('" + String.join("', '", classes) + "')";
    int k = classes.size();
    Dataset<Row> rows =
        warehouse
            .spark()
            .range(0, (long) models.size() * clips, 1, 2)
            .selectExpr(
                "CAST(id DIV %d AS INT) AS m".formatted(clips), "id %% %d AS u".formatted(clips))
            .selectExpr(
                "m",
                "u",
                "abs(hash(u, '%s')) %% %d AS t".formatted(task, k),
                "abs(hash(u, m, '%s')) %% 1000 AS keep".formatted(condition),
                "abs(hash(m, u, 'other')) %% %d AS o".formatted(k))
            .withColumn("p", expr("IF(keep < 200 + 10 * m, t, o)"))
            .withColumn(
                "model",
                element_at(expr("array('" + String.join("', '", models) + "')"), expr("m + 1")))
            .select(
                concat(expr("model"), lit("/" + task)).as("run_id"),
                lit(testSet).as("test_set"),
                lit(condition).as("condition"),
                expr("concat('utt-', u)").as("utterance"),
                lit("size").as("source"),
                lit("exploration").as("experiment"),
                lit(task).as("task"),
                lit(task.startsWith("msp") ? "1.11" : "1").as("release"),
                expr("model"),
                lit(1L).as("seed"),
                expr("concat('spk-', CAST(237 * pow(abs(hash(u)) % 1000 / 1000, 2) AS INT))")
                    .as("speaker"),
                element_at(expr(names), expr("CAST(t + 1 AS INT)")).as("label"),
                element_at(expr(names), expr("CAST(p + 1 AS INT)")).as("prediction"),
                expr("keep / 500.0D + o / 10.0D").as("loss"));
    warehouse.append(RunTables.PREDICTIONS, rows);
  }
}
