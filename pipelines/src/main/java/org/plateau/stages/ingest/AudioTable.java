package org.plateau.stages.ingest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.CollectionAccumulator;
import org.plateau.audio.AudioLimits;
import org.plateau.audio.Canonicaliser;
import org.plateau.corpus.FileEntry;
import org.plateau.tables.HeldRows;
import org.plateau.tables.SignalTables;
import org.plateau.tables.Warehouse;

/**
 * The samples of all corpora, one row a sound. Files are decoded straight into the table: readers
 * trust what a listed release names, so rows that no release names yet are no harm.
 *
 * <p>Files of equal size go to one task, which writes equal sounds once. The same sound in files of
 * different size may be written by two tasks: the second row is then removed; after a crash in
 * between, by the next ingest.
 */
public final class AudioTable {
  private static final long BYTES_A_TASK = 128L << 20;

  private final Warehouse warehouse;
  private final Map<String, Double> levels = new HashMap<>();

  private AudioTable(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** Reads which sounds stand, and mends what a crash may have left. */
  public static AudioTable open(Warehouse warehouse) {
    AudioTable table = new AudioTable(warehouse);
    Set<String> twice = new TreeSet<>();
    for (Row row : warehouse.held(SignalTables.AUDIO, Map.of(), "audio_id", "canonical", "rms")) {
      boolean current = row.getString(1).equals(Canonicaliser.VERSION);
      if (current && table.levels.put(row.getString(0), row.getDouble(2)) != null) {
        twice.add(row.getString(0));
      }
    }
    new HeldRows(warehouse).keepOneOfEach(SignalTables.AUDIO, "audio_id", twice);
    return table;
  }

  /** Root mean square of a sound that stands, or null where it does not stand. */
  Double level(String audioId) {
    return levels.get(audioId);
  }

  /**
   * What one decoding gave.
   *
   * @param outcomes by path
   * @param added sounds that were appended
   */
  record Decoded(Map<String, FileOutcome> outcomes, int added) {}

  /** Decodes files and appends the sounds that do not stand; one Spark job. */
  Decoded decode(FileTrees trees, AudioLimits limits, Collection<FileEntry> files) {
    if (files.isEmpty()) {
      return new Decoded(Map.of(), 0);
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(warehouse.spark().sparkContext());
    List<List<String>> bins = bins(files, context.defaultParallelism());
    CollectionAccumulator<FileOutcome> outcomes = new CollectionAccumulator<>();
    context.sc().register(outcomes, "decoded files");
    Broadcast<Set<String>> known = context.broadcast(new HashSet<>(levels.keySet()));
    Dataset<Row> rows =
        warehouse
            .spark()
            .createDataFrame(
                context
                    .parallelize(bins, bins.size())
                    .flatMap(new DecodeFiles(trees, limits, known, outcomes)),
                SignalTables.AUDIO.schema());
    try {
      warehouse.append(SignalTables.AUDIO, rows);
    } finally {
      known.destroy();
    }
    return collect(outcomes.value());
  }

  private Decoded collect(List<FileOutcome> reported) {
    Map<String, FileOutcome> byPath = new TreeMap<>();
    reported.forEach(outcome -> byPath.put(outcome.path(), outcome));
    Map<String, Double> added = new HashMap<>();
    Set<String> twice = new TreeSet<>();
    for (FileOutcome outcome : byPath.values()) {
      if (outcome.written() && added.put(outcome.file().audioId(), outcome.file().rms()) != null) {
        twice.add(outcome.file().audioId());
      }
    }
    new HeldRows(warehouse).keepOneOfEach(SignalTables.AUDIO, "audio_id", twice);
    levels.putAll(added);
    return new Decoded(byPath, added.size());
  }

  /**
   * Divides files into tasks of about 128 MB, at least one a core. Files of one size stay together
   * as long as that does not make a task twice as long.
   */
  static List<List<String>> bins(Collection<FileEntry> files, int cores) {
    List<FileEntry> sorted = new ArrayList<>(files);
    sorted.sort(Comparator.comparingLong(FileEntry::bytes).thenComparing(FileEntry::path));
    long total = sorted.stream().mapToLong(FileEntry::bytes).sum();
    long target = Math.max(1, Math.min(BYTES_A_TASK, total / Math.max(1, cores) + 1));
    List<List<String>> bins = new ArrayList<>();
    List<String> bin = new ArrayList<>();
    long bytes = 0;
    long before = -1;
    for (FileEntry file : sorted) {
      boolean full = bytes >= 2 * target || (bytes >= target && file.bytes() != before);
      if (full && !bin.isEmpty()) {
        bins.add(bin);
        bin = new ArrayList<>();
        bytes = 0;
      }
      bin.add(file.path());
      bytes += file.bytes();
      before = file.bytes();
    }
    bins.add(bin);
    return bins;
  }
}
