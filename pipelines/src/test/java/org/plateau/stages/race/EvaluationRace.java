package org.plateau.stages.race;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.plateau.models.ModelAliases;
import org.plateau.stages.ImportPredictions;
import org.plateau.stages.Score;
import org.plateau.stages.imports.Field;
import org.plateau.stages.imports.ImportRules;
import org.plateau.stages.imports.InputFile;
import org.plateau.stats.IntervalEnds;
import org.plateau.tables.DeltaSession;
import org.plateau.tables.ScoreTables;
import org.plateau.tables.Warehouse;

/**
 * Scoring 43 models x 20,845 predictions, and ten times as many clips, by turns with a script of
 * pandas and NumPy. Prints seconds of both sides and the median of the ratios of a turn.
 *
 * <p>Timed here: {@code score}, from the table of predictions to the result rows, with the session
 * up; and by itself the writing of its tables, which the script does not do. Timed there: from the
 * Parquet file to the intervals. The import is timed once a size.
 *
 * <p>Arguments: the Python interpreter, the folder to work in, the number of turns, and how many
 * times the clips, for each size. A folder used before saves the making of the files.
 */
public final class EvaluationRace {
  private static final String TASK = "msp-podcast-4";
  private static final Map<String, List<String>> CLASSES =
      Map.of(TASK, List.of("angry", "happy", "neutral", "sad"));
  private static final int REPLICATES = 1000;

  private static final com.sun.management.OperatingSystemMXBean CPU =
      (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final PeerEvaluation peer;
  private final Path folder;
  private final int turns;
  private final SparkSession spark;

  private EvaluationRace(PeerEvaluation peer, Path folder, int turns) {
    this.peer = peer;
    this.folder = folder;
    this.turns = turns;
    this.spark =
        DeltaSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config(Map.copyOf(DeltaSession.localSettings()))
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.databricks.delta.snapshotPartitions", "1")
            .getOrCreate();
    spark.sparkContext().setLogLevel("ERROR");
  }

  public static void main(String[] args) throws IOException {
    List<Integer> scales = Arrays.stream(args).skip(3).map(Integer::valueOf).toList();
    new EvaluationRace(new PeerEvaluation(args[0]), Path.of(args[1]), Integer.parseInt(args[2]))
        .run(scales);
  }

  private void run(List<Integer> scales) throws IOException {
    for (int scale : scales) {
      Path file = folder.resolve("race-%d.parquet".formatted(scale));
      if (Files.notExists(file)) {
        peer.make(file, scale);
      }
      Warehouse warehouse = Warehouse.open(spark, folder.resolve("warehouse-" + scale).toString());
      long start = System.nanoTime();
      ImportPredictions.Result taken = take(warehouse, file);
      print(
          "rows x %d: import-predictions %.2f s, %d rows, %d new",
          scale, since(start), taken.rows(), taken.added());
      turns(warehouse, file, scale);
    }
    print("heap: at most %.2f GB in use, limit %.2f GB", heap() / 1e9, limit() / 1e9);
    spark.stop();
  }

  private static ImportPredictions.Result take(Warehouse warehouse, Path file) {
    Map<Field, String> options =
        Map.of(
            Field.TASK, TASK,
            Field.TEST_SET, "msp-podcast/1.11/test1",
            Field.CONDITION, "clean");
    ImportRules rules = new ImportRules(CLASSES, new ModelAliases(Map.of()), options, "plateau");
    return new ImportPredictions(warehouse, rules)
        .execute(InputFile.of(List.of(file.toString()), false));
  }

  private void turns(Warehouse warehouse, Path file, int scale) throws IOException {
    double[] ratios = new double[turns];
    double[] whole = new double[turns];
    for (int turn = -1; turn < turns; turn++) {
      PeerEvaluation.Outcome theirs = peer.run(file, scale);
      Score score =
          new Score(
              warehouse,
              new Score.Settings(CLASSES, REPLICATES, 2 + turn, IntervalEnds.PERCENTILE));
      long start = System.nanoTime();
      long startCpu = CPU.getProcessCpuTime();
      score.run();
      double all = since(start);
      double processor = (CPU.getProcessCpuTime() - startCpu) / 1e9;
      double rows = score.seconds().get("rows");
      check(warehouse, theirs);
      print(
          "rows x %d, %s: score %.2f s (rows %.2f, tables %.2f; processor %.2f), peer %.2f s"
              + " (processor %.2f), load %.1f",
          scale,
          turn < 0 ? "first" : "turn " + (turn + 1),
          all,
          rows,
          all - rows,
          processor,
          theirs.seconds(),
          theirs.processor(),
          theirs.load());
      if (turn >= 0) {
        ratios[turn] = rows / theirs.seconds();
        whole[turn] = all / theirs.seconds();
      }
    }
    print("rows x %d: peer = 1, rows %s, with tables %s", scale, spread(ratios), spread(whole));
  }

  /** The values are the peer's, and the ends of the intervals are those of 1000 replicates. */
  private static void check(Warehouse warehouse, PeerEvaluation.Outcome theirs) {
    List<Row> rows =
        warehouse
            .read(ScoreTables.SCORES)
            .where("interval = 'utterance' AND metric IN ('uar', 'accuracy', 'gini')")
            .orderBy("model")
            .collectAsList();
    int models = theirs.results().get("models").size();
    if (rows.size() != 3 * models) {
      throw new IllegalStateException("expected 3 x %d rows: %d".formatted(models, rows.size()));
    }
    for (Row row : rows) {
      String model = row.getAs("model");
      int m = Integer.parseInt(model.substring(1));
      String metric = row.getAs("metric");
      String name = metric.equals("gini") ? "gini_over_speakers" : metric;
      close(model + " " + metric, row.getAs("value"), theirs.results().get(name).get(m), 1e-9);
      if (metric.equals("uar")) {
        double low = row.getAs("ci_low");
        double high = row.getAs("ci_high");
        // four standard errors of the difference of two ends at 1000 replicates each
        double tolerance = 4.5 * Math.sqrt(2) * 0.085 * (high - low) / 3.92;
        var ends = theirs.results().get("interval_95_b1000").get("matrix").get(m);
        close(model + " low", low, ends.get(0), tolerance);
        close(model + " high", high, ends.get(1), tolerance);
      }
    }
  }

  private static void close(
      String what,
      double found,
      com.fasterxml.jackson.databind.JsonNode expected,
      double tolerance) {
    if (!(Math.abs(found - expected.asDouble()) <= tolerance)) {
      throw new IllegalStateException(
          "%s: found %s, expected %s within %s".formatted(what, found, expected, tolerance));
    }
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static String spread(double[] ratios) {
    double[] sorted = ratios.clone();
    Arrays.sort(sorted);
    return String.format(
        Locale.ROOT,
        "%.2f [%.2f, %.2f]",
        sorted[sorted.length / 2],
        sorted[0],
        sorted[sorted.length - 1]);
  }

  private static long heap() {
    long most = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        most += pool.getPeakUsage().getUsed();
      }
    }
    return most;
  }

  private static long limit() {
    return Runtime.getRuntime().maxMemory();
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
