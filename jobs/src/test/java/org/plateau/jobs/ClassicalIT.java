package org.plateau.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.config.ConfigLoader;
import org.plateau.corpus.standins.EmodbStandIn;
import org.plateau.corpus.standins.StandInSettings;
import org.plateau.features.FeatureSets;
import org.plateau.jobs.cli.Home;
import org.plateau.jobs.steps.Sessions;
import org.plateau.tables.AnalysisTables;
import org.plateau.tables.RunTables;
import org.plateau.tables.ScoreTables;
import org.plateau.tables.SignalTables;
import org.plateau.tables.TableSpec;
import org.plateau.tables.Warehouse;

/**
 * Support vector machine, logistic regression and random forest on stored functionals, beside a
 * network on the same rows; then clips without features, and a library that is not set up. Minutes:
 * the classifiers' searches are thousands of small Spark jobs.
 */
@Tag("golden")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClassicalIT {
  private static final int CLIPS = 64;
  private static final List<String> CLASSICAL =
      List.of("mel-s-forest", "mel-s-logreg", "mel-s-svm");

  @TempDir static Path folder;

  private static SparkSession session;

  @BeforeAll
  static void storeFeatures() throws IOException {
    System.setProperty("plateau.home", System.getProperty("plateau.root"));
    EmodbStandIn.write(
        folder.resolve("emodb"), new StandInSettings(CLIPS, 7, EmodbStandIn.allSpeakers()));
    session =
        Sessions.open("test", ConfigLoader.load(Home.conf(), Optional.empty(), List.of()).config());
    session.sparkContext().setLogLevel("ERROR");
    assertThat(run("ingest", "--set", "corpora.emodb.path=" + folder.resolve("emodb")).status())
        .isZero();
    assertThat(run("features", "--store", "--sets", "mel-s").status()).isZero();
  }

  @AfterAll
  static void stop() {
    session.stop();
  }

  @Test
  @Order(1)
  void allThreeStandInTheTablesBesideTheNetwork() {
    Outcome outcome = experiment("benchmark");

    assertThat(outcome.status()).as(outcome.err()).isZero();
    Warehouse tables = tables();
    long tests =
        tables
            .read(RunTables.PREDICTIONS)
            .where("model = 'mel-s-mlp'")
            .select("utterance")
            .distinct()
            .count();
    assertThat(tests).isPositive();
    double best = 0;
    for (String model : CLASSICAL) {
      List<Row> predictions =
          tables.read(RunTables.PREDICTIONS).where("model = '" + model + "'").collectAsList();
      assertThat(predictions).as(model).hasSize((int) tests);
      assertThat(predictions)
          .allSatisfy(
              row -> {
                List<Float> logits = row.getList(row.fieldIndex("logits"));
                assertThat(logits).hasSize(4).doesNotContain(Float.NaN);
                assertThat(row.isNullAt(row.fieldIndex("loss"))).isEqualTo(model.endsWith("svm"));
              });
      assertThat(predictions.stream().map(row -> row.<String>getAs("prediction")).distinct())
          .as("%s guesses more than one class", model)
          .hasSizeGreaterThan(1);
      Row score =
          tables
              .read(ScoreTables.SCORES)
              .where("metric = 'uar' AND interval = 'utterance' AND model = '" + model + "'")
              .collectAsList()
              .get(0);
      assertThat(score.<Long>getAs("n")).isEqualTo(tests);
      best = Math.max(best, score.<Double>getAs("value"));
      Row entry =
          tables.read(RunTables.MODELS).where("model = '" + model + "'").collectAsList().get(0);
      assertThat(entry.<String>getAs("model_group")).isEqualTo("'09 classical");
      assertThat(entry.<String>getAs("feature_set")).isEqualTo("mel-s");
    }
    assertThat(best).as("better than guessing one of four").isGreaterThan(0.25);
    assertThat(tables.read(AnalysisTables.AGREEMENT).count()).as("one network: no pair").isZero();
    assertThat(
            tables
                .read(AnalysisTables.PROGRESS_CORRELATIONS)
                .where("metric = 'uar' AND n > 1")
                .count())
        .isZero();
  }

  @Test
  @Order(2)
  void aRerunTrainsNothingAndWritesNothing() {
    Map<String, Long> before = versions();

    Outcome outcome = experiment("benchmark");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).contains("train: 0 of 1 runs trained now").contains("0 baselines");
    assertThat(versions()).isEqualTo(before);
  }

  @Test
  @Order(3)
  void clipsWithoutFeaturesAreCountedWithTheRemedy() {
    Warehouse tables = tables();
    List<Object> ids = new ArrayList<>();
    tables
        .read(SignalTables.FEATURES)
        .orderBy("audio_id")
        .select("audio_id")
        .takeAsList(3)
        .forEach(row -> ids.add(row.getString(0)));
    tables.delete(SignalTables.FEATURES, functions.col("audio_id").isin(ids.toArray()));

    Outcome outcome = experiment("train", "--plan");

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.err())
        .contains(
            "train: mel-s: 3 of 64 recordings have no stored features and are left out;"
                + " ./submit.sh features --sets mel-s --store stores them");
  }

  @Test
  @Order(4)
  void aModelWhoseLibraryIsNotSetUpIsListedNotSkippedSilently() {
    Outcome outcome =
        experiment(
            "train",
            "--plan",
            "--set",
            "experiment.models=[mel-s-mlp,IS09-s-mlp]",
            "--set",
            "opensmile.home=" + folder.resolve("no library"));

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.err().lines().filter(line -> line.contains("IS09-s-mlp")))
        .hasSize(1)
        .allMatch(line -> line.startsWith("model IS09-s-mlp: not run: openSMILE is not set up"))
        .allMatch(line -> line.contains("./submit.sh setup opensmile --accept-licence"));
  }

  private record Outcome(int status, String err) {}

  private static Outcome experiment(String job, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                job,
                "--set",
                "features.extractors.mel-s=" + FeatureSets.create("mel-s").extractor(),
                "--set",
                "experiment.models=[mel-s-mlp]",
                "--set",
                "experiment.hyper-parameters.epochs=2"));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private static Outcome run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(1, List.of("--warehouse", folder.resolve("warehouse").toString()));
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Plateau.run(
            all.toArray(String[]::new),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Outcome(status, err.toString(StandardCharsets.UTF_8));
  }

  private static Warehouse tables() {
    return Warehouse.openExisting(session, folder.resolve("warehouse").toString());
  }

  private static Map<String, Long> versions() {
    Map<String, Long> versions = new TreeMap<>();
    Warehouse tables = tables();
    for (TableSpec table : tables.present()) {
      versions.put(table.name(), tables.version(table).orElseThrow());
    }
    return versions;
  }
}
