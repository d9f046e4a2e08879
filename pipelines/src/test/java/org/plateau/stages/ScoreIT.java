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
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.config.UserException;
import org.plateau.stats.IntervalEnds;
import org.plateau.tables.CorpusTables;
import org.plateau.tables.RunTables;
import org.plateau.tables.ScoreTables;
import org.plateau.tables.Warehouse;
import org.plateau.testing.SharedSpark;

class ScoreIT {
  private static final String TEST = "emodb/1/test";
  private static final Score.Settings SETTINGS =
      new Score.Settings(Map.of("t", List.of("a", "b")), 200, 1, IntervalEnds.PERCENTILE);

  @TempDir Path folder;
  private SparkSession spark;
  private Warehouse warehouse;

  @BeforeEach
  void open() {
    spark = SharedSpark.session();
    warehouse = Warehouse.open(spark, folder.toString());
  }

  private static Row prediction(
      String run, int clip, String speaker, String label, String prediction) {
    return prediction(run, clip, speaker, label, prediction, null);
  }

  private static Row prediction(
      String run, int clip, String speaker, String label, String prediction, float[] logits) {
    return RowFactory.create(
        run,
        TEST,
        "clean",
        "u" + clip,
        "plateau",
        "demo",
        "t",
        "1",
        "m",
        1L,
        "id",
        speaker,
        label,
        prediction,
        logits,
        null);
  }

  private void predict(Row... rows) {
    warehouse.appendMissing(
        RunTables.PREDICTIONS,
        spark.createDataFrame(List.of(rows), RunTables.PREDICTIONS.schema()));
  }

  private Score.Result score() {
    return new Score(warehouse, SETTINGS).run();
  }

  private Row score(String run, String metric, String interval) {
    List<Row> rows =
        warehouse
            .read(ScoreTables.SCORES)
            .where(col("run_id").equalTo(run))
            .where(col("metric").equalTo(metric).and(col("interval").equalTo(interval)))
            .collectAsList();
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  private List<OptionalLong> versions() {
    return List.of(
        warehouse.version(ScoreTables.SCORES),
        warehouse.version(ScoreTables.SPEAKER_SCORES),
        warehouse.version(ScoreTables.FAIRNESS));
  }

  @Test
  void withoutPredictionsThereIsNothingToScore() {
    assertThat(score()).isEqualTo(new Score.Result(0, 0, 0));
    assertThat(warehouse.present()).isEmpty();
  }

  @Test
  void scoresFollowTheFormulasAndUnknownSpeakersCountInUarAlone() {
    Row female = utterance("x", "s1", "female");
    Row male = utterance("y", "s2", "male");
    warehouse.appendMissing(
        CorpusTables.UTTERANCES,
        spark.createDataFrame(List.of(female, male), CorpusTables.UTTERANCES.schema()));
    predict(
        prediction("r", 1, "s1", "a", "a"),
        prediction("r", 2, "s1", "a", "b"),
        prediction("r", 3, "s1", "b", "b"),
        prediction("r", 4, "s2", "b", "b"),
        prediction("r", 5, null, "b", "a"),
        prediction("r", 6, null, null, "a"));
    assertThat(score()).isEqualTo(new Score.Result(1, 1, 0));

    // truth a: 1 of 2; truth b: 2 of 3; the clip without a label does not count
    Row uar = score("r", "uar", "utterance");
    assertThat(uar.<Double>getAs("value")).isCloseTo((1 / 2. + 2 / 3.) / 2, within(1e-15));
    assertThat(uar.<Long>getAs("n")).isEqualTo(5);
    assertThat(uar.<Integer>getAs("replicates")).isEqualTo(200);
    assertThat(uar.<Boolean>getAs("above_chance")).isTrue();
    assertThat(uar.<Boolean>getAs("chance")).as("five clips prove nothing").isTrue();
    assertThat(uar.<Double>getAs("ci_low")).isLessThan(uar.<Double>getAs("value"));
    assertThat(score("r", "uar", "speaker").<Long>getAs("n"))
        .as("two speakers, one clip")
        .isEqualTo(3);
    assertThat(score("r", "accuracy", "utterance").<Double>getAs("value")).isEqualTo(3 / 5.);
    assertThat(score("r", "recall_a", "utterance").<Double>getAs("value")).isEqualTo(.5);
    // s1: (1/2 + 1)/2 = .75 over both its classes, s2: 1 over its one class
    double gini = 2 * .25 / (2 * 4 * .875);
    assertThat(score("r", "gini", "utterance").<Double>getAs("value"))
        .isCloseTo(gini, within(1e-15));
    assertThat(
            warehouse
                .read(ScoreTables.SPEAKER_SCORES)
                .where("metric = 'uar'")
                .select("speaker", "value", "n")
                .orderBy("speaker")
                .collectAsList())
        .containsExactly(RowFactory.create("s1", .75, 3L), RowFactory.create("s2", 1., 1L));
    assertThat(
            warehouse
                .read(ScoreTables.FAIRNESS)
                .select("mean_speaker_score", "worst_speaker_score", "speakers", "gender_gap")
                .collectAsList())
        .containsExactly(RowFactory.create(.875, .75, 2L, -.25));
    assertThat(warehouse.read(ScoreTables.FAIRNESS).first().<Double>getAs("gini"))
        .isCloseTo(gini, within(1e-15));
  }

  private static Row sure(int clip, String label, String prediction, float... logits) {
    return prediction("r", clip, "s1", label, prediction, logits);
  }

  /** Column batches (generated code) and rows (none) are two ways to the same scores. */
  @Test
  void batchesAndRowsGiveTheSameAndConfidenceHasIntervals() {
    List<List<Row>> found = new ArrayList<>();
    String setting = "spark.sql.codegen.wholeStage";
    String before = spark.conf().get(setting);
    try {
      for (String generated : List.of("true", "false")) {
        spark.conf().set(setting, generated);
        warehouse = Warehouse.open(spark, folder.resolve(generated).toString());
        predict(
            sure(1, "a", "a", 2, 0),
            sure(2, "b", "a", 1, 0),
            sure(3, "b", "b", 0, 1),
            sure(4, null, "b", 0, 1),
            prediction("q", 1, null, "a", "b"),
            prediction("q", 2, "s2", "b", "b"));
        score();
        found.add(
            warehouse
                .read(ScoreTables.SCORES)
                .orderBy("run_id", "metric", "interval")
                .collectAsList());
        found.add(
            warehouse
                .read(ScoreTables.SPEAKER_SCORES)
                .orderBy("run_id", "metric", "speaker")
                .collectAsList());
      }
    } finally {
      spark.conf().set(setting, before);
    }
    assertThat(found.get(2).toString()).isEqualTo(found.get(0).toString());
    assertThat(found.get(3).toString()).isEqualTo(found.get(1).toString());
    Row brier = score("r", "brier", "utterance");
    double two = 1 / (1 + Math.exp(2));
    double one = 1 / (1 + Math.exp(1));
    // squared gaps of both classes; clip 2 is wrong, clip 4 has no label
    double mean = 2 * (two * two + (1 - one) * (1 - one) + one * one) / 3;
    assertThat(brier.<Double>getAs("value")).isCloseTo(mean, within(1e-7));
    assertThat(brier.<Long>getAs("n")).isEqualTo(3);
    assertThat(brier.<Double>getAs("ci_low"))
        .as("from the surest clip alone to the mean")
        .isBetween(2 * two * two - 1e-6, mean);
    assertThat(score("r", "ece", "utterance").<Integer>getAs("replicates")).isEqualTo(200);
    assertThat(score("r", "log_loss", "utterance").<Double>getAs("ci_low")).isNotNegative();
  }

  @Test
  void rowsNameTheEndsThatTheyHave() {
    predict(
        prediction("r", 1, "s1", "a", "a"),
        prediction("r", 2, "s1", "a", "b"),
        prediction("r", 3, "s2", "b", "b"));
    new Score(
            warehouse, new Score.Settings(Map.of("t", List.of("a", "b")), 200, 1, IntervalEnds.BCA))
        .run();
    assertThat(score("r", "uar", "utterance").<String>getAs("policy")).endsWith("interval: bca");
    assertThat(score("r", "gini", "utterance").<String>getAs("policy")).doesNotContain("bca");
  }

  private static Row utterance(String utterance, String speaker, String gender) {
    return RowFactory.create(
        "emodb", "1", utterance, "id", "p", speaker, gender, "test", 1., 16_000, 1, 16, null, null,
        null, 1L, 1L, null);
  }

  @Test
  void aSecondScoreWritesNothingAndOnlyChangedRunsAreWritten() {
    predict(prediction("r1", 1, "s1", "a", "a"), prediction("r2", 1, "s1", "a", "b"));
    assertThat(score()).isEqualTo(new Score.Result(2, 2, 0));
    List<OptionalLong> versions = versions();
    assertThat(score().unchanged()).isTrue();
    assertThat(versions()).isEqualTo(versions);

    predict(prediction("r2", 2, "s2", "b", "b"));
    assertThat(score()).isEqualTo(new Score.Result(2, 1, 0));
    assertThat(score("r2", "uar", "utterance").<Long>getAs("n")).isEqualTo(2);
    for (int i = 0; i < versions.size(); i++) {
      assertThat(versions().get(i).getAsLong())
          .as("one version a table, however many runs")
          .isEqualTo(versions.get(i).getAsLong() + 1);
    }

    warehouse.delete(RunTables.PREDICTIONS, col("run_id").equalTo("r1"));
    assertThat(score()).isEqualTo(new Score.Result(1, 0, 1));
    assertThat(warehouse.read(ScoreTables.SCORES).where("run_id = 'r1'").count()).isZero();
  }

  @Test
  void supersededRunsLoseTheirScores() {
    predict(prediction("r1", 1, "s1", "a", "a"), prediction("r2", 1, null, "a", "a"));
    score();
    assertThat(warehouse.read(ScoreTables.SPEAKER_SCORES).where("run_id = 'r2'").count())
        .as("no known speaker, no speaker scores")
        .isZero();
    warehouse.appendMissing(
        RunTables.RUNS,
        spark.sql("SELECT 'r1' AS run_id, '" + RunTables.SUPERSEDED + "' AS status"));
    assertThat(score()).isEqualTo(new Score.Result(1, 0, 1));
    assertThat(warehouse.read(ScoreTables.SCORES).select("run_id").distinct().collectAsList())
        .containsExactly(RowFactory.create("r2"));
    assertThat(warehouse.read(ScoreTables.FAIRNESS).count()).isZero();
  }

  @Test
  void guessingIsFlaggedAndSkillIsNot() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String label = i % 2 == 0 ? "a" : "b";
      rows.add(prediction("guess", i, "s" + i % 5, label, i % 4 < 2 ? "a" : "b"));
      rows.add(prediction("skill", i, "s" + i % 5, label, i % 10 == 0 ? "b" : label));
    }
    predict(rows.toArray(Row[]::new));
    score();
    assertThat(score("guess", "uar", "utterance").<Double>getAs("value")).isEqualTo(.5);
    assertThat(score("guess", "gini", "speaker").<Boolean>getAs("chance")).isTrue();
    assertThat(score("guess", "uar", "utterance").<Boolean>getAs("above_chance")).isFalse();
    assertThat(score("skill", "gini", "speaker").<Boolean>getAs("chance")).isFalse();
    assertThat(score("skill", "uar", "speaker").<Boolean>getAs("above_chance")).isTrue();
  }

  @Test
  void classesAndTasksThatNobodyDefinedAreRefused() {
    predict(prediction("r1", 1, "s1", "a", "c"));
    assertThatThrownBy(this::score)
        .isInstanceOf(UserException.class)
        .hasMessageContaining("task t: predictions hold the class c, which must be one of [a, b]");
    Score unknown =
        new Score(warehouse, new Score.Settings(Map.of(), 10, 1, IntervalEnds.PERCENTILE));
    assertThatThrownBy(unknown::run)
        .isInstanceOf(UserException.class)
        .hasMessageContaining("task t: predictions name it, but the configuration does not");
  }
}
