package org.plateau.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.config.ConfigLoader;
import org.plateau.corpus.standins.EmodbStandIn;
import org.plateau.corpus.standins.StandInSettings;
import org.plateau.jobs.cli.Home;
import org.plateau.jobs.steps.Sessions;
import org.plateau.tables.CorpusTables;
import org.plateau.tables.RunTables;
import org.plateau.tables.SignalTables;
import org.plateau.tables.TableSpec;
import org.plateau.tables.Warehouse;

/**
 * The whole road on a small stand-in corpus, as a user walks it: run, run again, lose something,
 * run again. Each step starts from the warehouse that the one before left.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BenchmarkIT {
  @TempDir static Path folder;

  private static Path corpus;
  private static Path warehouse;
  private static SparkSession session;

  @BeforeAll
  static void writeCorpus() throws IOException {
    System.setProperty("plateau.home", System.getProperty("plateau.root"));
    corpus = folder.resolve("Sprach daten #1");
    warehouse = folder.resolve("ware house");
    EmodbStandIn.write(corpus, new StandInSettings(80, 7, EmodbStandIn.allSpeakers()));
    session =
        Sessions.open("test", ConfigLoader.load(Home.conf(), Optional.empty(), List.of()).config());
  }

  @AfterAll
  static void stop() {
    session.stop();
  }

  @Test
  @Order(1)
  void makesEveryTableAndAReport() throws IOException {
    Outcome outcome = benchmark();

    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.out().strip()).endsWith("index.html");
    assertThat(Files.readString(Path.of(outcome.out().strip()))).contains("mel-s-mlp");
    assertThat(versions().keySet())
        .contains(
            "audio",
            "epochs",
            "labels",
            "models",
            "predictions",
            "provenance",
            "releases",
            "runs",
            "scores",
            "speaker_scores",
            "utterances");
  }

  @Test
  @Order(2)
  void theSameAgainWritesNothing() {
    Map<String, Long> before = versions();

    assertThat(benchmark().status()).isZero();

    assertThat(versions()).isEqualTo(before);
  }

  @Test
  @Order(3)
  void makesAgainExactlyWhatWasDeleted() {
    Set<String> predictions = rows(RunTables.PREDICTIONS);
    Set<String> audio = rows(SignalTables.AUDIO);
    Map<String, Long> versions = versions();
    inWarehouse(w -> w.delete(RunTables.PREDICTIONS, functions.col("model").equalTo("mel-s-mlp")));
    inWarehouse(
        w -> {
          Row first = w.read(SignalTables.AUDIO).orderBy("audio_id").first();
          return w.delete(
              SignalTables.AUDIO, functions.col("audio_id").equalTo(first.getString(0)));
        });

    assertThat(benchmark().status()).isZero();

    assertThat(rows(RunTables.PREDICTIONS)).isEqualTo(predictions);
    assertThat(rows(SignalTables.AUDIO)).isEqualTo(audio);
    assertThat(changed(versions)).containsOnly("audio", "predictions");
  }

  @Test
  @Order(5)
  void aChangedClipBadFilesAndAnotherSeedDoEachTheirPartAndNoMore() throws IOException {
    Set<String> predictions = rows(RunTables.PREDICTIONS);
    Set<String> networks = networks();
    Path clip = testClip();
    byte[] good = Files.readAllBytes(clip);
    byte[] changed = good.clone();
    changed[changed.length - 101] ^= 0x20;
    Files.write(clip, changed);
    Path wav = corpus.resolve("wav");
    Files.write(wav.resolve("03a01Fz.wav"), new byte[0]);
    Files.write(wav.resolve("03a02Fz.wav"), Arrays.copyOf(good, good.length / 2));
    Files.writeString(wav.resolve("03a04Fz.wav"), "not a recording at all, but text");
    Files.write(wav.resolve("holiday.wav"), good);

    assertThat(benchmark("--seeds", "1,2").status()).isZero();

    assertThat(networks()).hasSize(networks.size() + 1).containsAll(networks);
    assertThat(quarantine())
        .containsExactly(
            "wav/03a01Fz.wav empty_file",
            "wav/03a02Fz.wav truncated",
            "wav/03a04Fz.wav not_audio",
            "wav/holiday.wav bad_name");
    Set<String> gone = new TreeSet<>(predictions);
    gone.removeAll(rows(RunTables.PREDICTIONS));
    String name = clip.getFileName().toString().replace(".wav", "");
    assertThat(gone.stream().filter(row -> row.contains("mel-s-mlp")))
        .hasSize(1)
        .allMatch(row -> row.contains(name));
  }

  @Test
  @Order(8)
  void answersQueriesAndRefusesToWrite() {
    Outcome counts =
        run("sql", "--format", "csv", "SELECT count(*) AS n FROM utterances WHERE split = 'x'");
    Outcome none = run("sql", "--format", "csv", "SELECT model FROM runs WHERE false");
    Outcome drop = run("sql", "DROP TABLE runs");

    assertThat(counts.out()).isEqualTo("n\r\n0\r\n");
    assertThat(none.out()).isEqualTo("model\r\n");
    assertThat(drop.status()).isEqualTo(2);
    assertThat(drop.err().strip().lines()).hasSize(1);
  }

  @Test
  @Order(9)
  void aMissingCorpusIsOneLine() {
    Outcome outcome = run("ingest", "--set", "corpora.emodb.path=" + folder.resolve("not there"));

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err().strip().lines()).hasSize(1);
    assertThat(outcome.err()).contains("corpora.emodb.path").contains("not there");
  }

  private record Outcome(int status, String out, String err) {}

  private static Outcome benchmark(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "benchmark",
                "--set",
                "corpora.emodb.path=" + corpus,
                "--set",
                "experiment.name=small",
                "--set",
                "experiment.hyper-parameters.epochs=2"));
    if (more.length == 0) {
      arguments.addAll(List.of("--seeds", "1"));
    }
    arguments.addAll(List.of("--models", "mel-s-mlp"));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private static Outcome run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(1, List.of("--warehouse", warehouse.toString()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Plateau.run(
            all.toArray(String[]::new),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Outcome(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static <T> T inWarehouse(Function<Warehouse, T> use) {
    return use.apply(Warehouse.openExisting(session, warehouse.toString()));
  }

  private static Map<String, Long> versions() {
    return inWarehouse(
        w -> {
          Map<String, Long> versions = new TreeMap<>();
          for (TableSpec table : w.present()) {
            versions.put(table.name(), w.version(table).orElseThrow());
          }
          return versions;
        });
  }

  private static Set<String> changed(Map<String, Long> before) {
    Set<String> changed = new TreeSet<>();
    versions()
        .forEach(
            (table, version) -> {
              if (!version.equals(before.get(table))) {
                changed.add(table);
              }
            });
    return changed;
  }

  private static List<String> quarantine() {
    return inWarehouse(
        w ->
            w
                .read(CorpusTables.QUARANTINE)
                .orderBy("path")
                .select("path", "reason")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0) + " " + row.getString(1))
                .toList());
  }

  private static Set<String> rows(TableSpec table) {
    return inWarehouse(w -> new TreeSet<>(w.read(table).toJSON().collectAsList()));
  }

  /** Runs of networks with what makes them: id, status aside, seconds and weights. */
  private static Set<String> networks() {
    return inWarehouse(
        w ->
            new TreeSet<>(
                w.read(RunTables.RUNS)
                    .where("optimiser = 'adam'")
                    .select("run_id", "seed", "seconds", "weights_sha256", "attempts")
                    .toJSON()
                    .collectAsList()));
  }

  private static Path testClip() throws IOException {
    try (var files = Files.list(corpus.resolve("wav"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("15"))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }
}
