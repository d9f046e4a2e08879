package org.plateau.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.corpus.standins.EmodbStandIn;
import org.plateau.corpus.standins.StandInSettings;
import org.plateau.tables.DeltaSession;
import org.plateau.tables.RunTables;
import org.plateau.tables.Warehouse;

/**
 * The benchmark through {@code submit.sh}, once in local mode and once on a standalone cluster of
 * two executor JVMs on the loopback device: the same predictions, and runs that overlap in time.
 */
@Tag("cluster")
class ClusterIT {
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final List<String> COLUMNS =
      List.of("model", "seed", "test_set", "utterance", "prediction", "logits", "loss");

  @TempDir static Path folder;

  private static final List<Process> CLUSTER = new ArrayList<>();
  private static Path corpus;
  private static String master;

  @BeforeAll
  static void startCluster() throws IOException, InterruptedException {
    corpus = folder.resolve("corpus");
    EmodbStandIn.write(corpus, new StandInSettings(80, 7, EmodbStandIn.allSpeakers()));
    int port = freePort();
    master = "spark://127.0.0.1:" + port;
    CLUSTER.add(
        start(
            "Master", "--host", "127.0.0.1", "--port", "" + port, "--webui-port", "" + freePort()));
    awaitListening(port);
    for (int i = 1; i <= 2; i++) {
      CLUSTER.add(
          start(
              "Worker",
              "--host",
              "127.0.0.1",
              "--cores",
              "4",
              "--memory",
              "4g",
              "--work-dir",
              folder.resolve("executor" + i).toString(),
              "--webui-port",
              "" + freePort(),
              master));
    }
  }

  @AfterAll
  static void stopCluster() {
    CLUSTER.forEach(Process::destroy);
  }

  @Test
  void predictsTheSameBitsAsLocalMode() throws IOException, InterruptedException {
    Path local = folder.resolve("local");
    Path cluster = folder.resolve("cluster");

    benchmark(local, "local");
    benchmark(cluster, "standalone");

    try (SparkSession spark = session()) {
      List<String> expected = predictions(spark, local);
      assertThat(expected).isNotEmpty();
      assertThat(predictions(spark, cluster)).isEqualTo(expected);
    }
    assertThat(overlaps(cluster)).as("pairs of runs that overlap in time").isPositive();
  }

  private static void benchmark(Path warehouse, String profile)
      throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("plateau.root"));
    Path log = folder.resolve(profile + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
            home.resolve("submit.sh").toString(),
            "benchmark",
            "--profile",
            profile,
            "--config",
            home.resolve("conf/experiments/emodb.conf").toString(),
            "--warehouse",
            warehouse.toString(),
            "--models",
            "mel-s-mlp,CRNN18",
            "--seeds",
            "1,2",
            "--set",
            "corpora.emodb.path=" + corpus,
            "--set",
            "experiment.hyper-parameters.epochs=2",
            "--set",
            "experiment.model-overrides={}");
    builder.environment().put("SPARK_MASTER_URL", master);
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroy();
    }
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
  }

  private static List<String> predictions(SparkSession spark, Path warehouse) {
    return Warehouse.openExisting(spark, warehouse.toString())
        .read(RunTables.PREDICTIONS)
        .selectExpr(COLUMNS.toArray(String[]::new))
        .toJSON()
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  /** Pairs of runs whose first attempts lived at the same time. */
  private static long overlaps(Path warehouse) throws IOException {
    List<FileTime[]> lives = new ArrayList<>();
    try (Stream<Path> runs = Files.list(warehouse.resolve("work/runs"))) {
      for (Path run : runs.toList()) {
        Path result = run.resolve("1").resolve("result.json");
        if (Files.exists(result)) {
          FileTime began =
              (FileTime) Files.getAttribute(run.resolve("1").resolve("worker.log"), "creationTime");
          lives.add(new FileTime[] {began, Files.getLastModifiedTime(result)});
        }
      }
    }
    long pairs = 0;
    for (int a = 0; a < lives.size(); a++) {
      for (int b = 0; b < a; b++) {
        boolean apart =
            lives.get(a)[1].compareTo(lives.get(b)[0]) <= 0
                || lives.get(b)[1].compareTo(lives.get(a)[0]) <= 0;
        pairs += apart ? 0 : 1;
      }
    }
    return pairs;
  }

  private static SparkSession session() {
    SparkSession.Builder builder =
        SparkSession.builder().master("local[1]").config("spark.ui.enabled", "false");
    DeltaSession.settings().forEach(builder::config);
    return builder.getOrCreate();
  }

  private static Process start(String role, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    for (String opened :
        List.of("lang", "lang.invoke", "nio", "util", "net", "io", "util.concurrent")) {
      command.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED");
    }
    command.add("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    String name = role.toLowerCase(java.util.Locale.ROOT);
    command.add("org.apache.spark.deploy." + name + "." + role);
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = new TreeMap<>();
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    environment.put("SPARK_SCALA_VERSION", "2.13");
    environment.put("SPARK_HOME", sparkHome().toString());
    builder.environment().putAll(environment);
    Path log = Files.createTempFile(folder, name, ".log");
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  /** A folder like Spark's own, whose jars are those of this class path. */
  private static Path sparkHome() throws IOException {
    Path jars = Files.createDirectories(folder.resolve("spark/jars"));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path jar = Path.of(entry);
      Path link = jars.resolve(jar.getFileName());
      if (entry.endsWith(".jar") && !Files.exists(link)) {
        Files.createSymbolicLink(link, jar.toAbsolutePath());
      }
    }
    return jars.getParent();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitListening(int port) throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      try (var socket = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
        if (socket.isConnected()) {
          return;
        }
      } catch (IOException e) {
        Thread.sleep(100);
      }
    }
    throw new AssertionError("no master listens on port " + port);
  }
}
