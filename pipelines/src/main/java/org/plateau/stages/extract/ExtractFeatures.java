package org.plateau.stages.extract;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.plateau.stages.StageJson;
import org.plateau.stages.TableRows;
import org.plateau.tables.SignalTables;
import org.plateau.tables.TableSpec;
import org.plateau.tables.Warehouse;
import org.plateau.worker.ClipExtractor;
import org.plateau.worker.ExtractorSettings;

/**
 * Stores one feature set of every clip in {@code audio} that {@code features} lacks. Clips are
 * named by content, so none is extracted twice, whatever corpus or release it stands in; a clip
 * that failed stands in {@code feature_failures} and is tried again only on demand. Executors hold
 * a few clips at a time; every some thousand clips are committed.
 */
public final class ExtractFeatures {
  private static final int CLIPS_A_COMMIT = 16_384;
  private static final double SAMPLES_PER_HOUR = 16_000.0 * 3600;

  private final Warehouse warehouse;
  private final Path nativeHome;
  private final ExtractorSettings limits;

  /**
   * A stage.
   *
   * @param nativeHome folder of native libraries; need not exist for sets of pure Java
   * @param limits of native extractors' processes
   */
  public ExtractFeatures(Warehouse warehouse, Path nativeHome, ExtractorSettings limits) {
    this.warehouse = warehouse;
    this.nativeHome = nativeHome;
    this.limits = limits;
  }

  /**
   * Which clips.
   *
   * @param audioIds only these, or empty for all
   * @param retryFailed whether clips that failed before are tried again
   */
  public record Scope(Optional<Set<String>> audioIds, boolean retryFailed) {
    /** All clips that have neither features nor a failure. */
    public static final Scope ALL = new Scope(Optional.empty(), false);
  }

  /** Hears how far extraction is. */
  public interface Watcher {
    /** Starts with this many clips to do; gets the number done by now, failures included. */
    LongConsumer start(long clips);
  }

  /**
   * What happened.
   *
   * @param featureSet the set
   * @param extractor identity of what made the rows
   * @param clips clips that stand in {@code features} now
   * @param hours their length
   * @param extracted clips done just now, failures included
   * @param realTimeFactor seconds of work a second of audio, per process or thread; NaN for none
   * @param restarts processes that had to be started again
   * @param failures all clips that have no features, from now and before
   */
  public record Result(
      String featureSet,
      String extractor,
      long clips,
      double hours,
      long extracted,
      double realTimeFactor,
      long restarts,
      List<ClipFailure> failures) {
    public Result {
      failures = List.copyOf(failures);
    }
  }

  /**
   * Extracts the set where it is missing and registers the names of its columns.
   *
   * @throws org.plateau.config.UserException if the set is unknown or its library is absent
   */
  @SuppressWarnings("try") // open while the clips run
  public Result execute(String featureSet, Scope scope, Watcher watcher) {
    ExtractionOrder order = ExtractionOrder.of(featureSet, nativeHome, limits);
    Column own =
        col("feature_set").equalTo(featureSet).and(col("extractor").equalTo(order.extractor()));
    if (scope.retryFailed()) {
      warehouse.delete(SignalTables.FEATURE_FAILURES, own);
    }
    List<String> todo = todo(own, scope);
    ExtractionCounters counters = ExtractionCounters.of(warehouse.spark().sparkContext());
    if (!todo.isEmpty()) {
      registerNames(order, own);
      LongConsumer progress = watcher.start(todo.size());
      try (RunningTasks tasks =
          new RunningTasks(warehouse.spark().sparkContext(), counters.clips(), progress)) {
        for (int from = 0; from < todo.size(); from += CLIPS_A_COMMIT) {
          extract(
              order, todo.subList(from, Math.min(todo.size(), from + CLIPS_A_COMMIT)), counters);
        }
      }
      progress.accept(todo.size());
    }
    Row standing = standing(own);
    return new Result(
        featureSet,
        order.extractor(),
        standing.getLong(0),
        standing.isNullAt(1) ? 0 : standing.getLong(1) / SAMPLES_PER_HOUR,
        todo.size(),
        counters.busySeconds().value() / counters.audioSeconds().value(),
        counters.restarts().value(),
        failures(own));
  }

  private List<String> todo(Column own, Scope scope) {
    Dataset<Row> done =
        ids(SignalTables.FEATURES, own).union(ids(SignalTables.FEATURE_FAILURES, own));
    List<String> missing =
        warehouse
            .read(SignalTables.AUDIO)
            .select("audio_id")
            .join(done, new String[] {"audio_id"}, "left_anti")
            .as(Encoders.STRING())
            .collectAsList();
    return missing.stream()
        .filter(id -> scope.audioIds().map(wanted -> wanted.contains(id)).orElse(true))
        .sorted()
        .toList();
  }

  private Dataset<Row> ids(TableSpec table, Column own) {
    return warehouse.read(table).where(own).select("audio_id");
  }

  private void extract(ExtractionOrder order, List<String> ids, ExtractionCounters counters) {
    Dataset<Row> wanted =
        warehouse.spark().createDataset(new ArrayList<>(ids), Encoders.STRING()).toDF("audio_id");
    Dataset<Row> clips =
        warehouse
            .read(SignalTables.AUDIO)
            .join(broadcast(wanted), "audio_id")
            .select("audio_id", "samples");
    warehouse.append(
        SignalTables.FEATURES,
        clips.mapPartitions(
            new ExtractClips(order.withThreads(threads(clips)), counters),
            Encoders.row(SignalTables.FEATURES.schema())));
    List<Row> failed =
        counters.failures().value().stream()
            .distinct()
            .map(json -> StageJson.read(json, ClipFailure.class))
            .map(failure -> row(order, failure))
            .toList();
    if (!failed.isEmpty()) {
      warehouse.appendMissing(
          SignalTables.FEATURE_FAILURES,
          TableRows.frame(warehouse, SignalTables.FEATURE_FAILURES, failed));
    }
  }

  /** A small table has fewer parts than there are cores; samples are not shuffled to fill them. */
  private int threads(Dataset<Row> clips) {
    int parts = Math.max(1, clips.rdd().getNumPartitions());
    int cores = warehouse.spark().sparkContext().defaultParallelism();
    return Math.max(1, cores / parts);
  }

  private static Row row(ExtractionOrder order, ClipFailure failure) {
    return TableRows.of(SignalTables.FEATURE_FAILURES)
        .with("feature_set", order.featureSet())
        .with("extractor", order.extractor())
        .with("audio_id", failure.audioId())
        .with("reason", failure.reason())
        .with("detail", failure.detail())
        .row();
  }

  private Row standing(Column own) {
    return ids(SignalTables.FEATURES, own)
        .join(warehouse.read(SignalTables.AUDIO).select("audio_id", "num_samples"), "audio_id")
        .agg(count(lit(1)), sum("num_samples"))
        .first();
  }

  private List<ClipFailure> failures(Column own) {
    return warehouse
        .read(SignalTables.FEATURE_FAILURES)
        .where(own)
        .select("feature_set", "audio_id", "reason", "detail")
        .orderBy("audio_id")
        .collectAsList()
        .stream()
        .map(
            row ->
                new ClipFailure(
                    row.getString(0), row.getString(1), row.getString(2), row.getString(3)))
        .toList();
  }

  /** Opens the extractor once here, so that a library that does not work stops the job at once. */
  private void registerNames(ExtractionOrder order, Column own) {
    if (!warehouse.read(SignalTables.FEATURE_NAMES).where(own).isEmpty()) {
      return;
    }
    List<Row> rows = new ArrayList<>();
    try (ClipExtractor extractor = order.open(() -> false)) {
      for (String name : extractor.names()) {
        rows.add(
            TableRows.of(SignalTables.FEATURE_NAMES)
                .with("feature_set", order.featureSet())
                .with("extractor", order.extractor())
                .with("dim", rows.size())
                .with("name", name)
                .row());
      }
    }
    warehouse.appendMissing(
        SignalTables.FEATURE_NAMES, TableRows.frame(warehouse, SignalTables.FEATURE_NAMES, rows));
  }
}
