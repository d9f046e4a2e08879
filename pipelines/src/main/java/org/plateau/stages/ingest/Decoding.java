package org.plateau.stages.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.plateau.audio.AudioLimits;
import org.plateau.audio.Canonicaliser;
import org.plateau.audio.QuarantineReason;
import org.plateau.corpus.CorpusListing;
import org.plateau.corpus.FileEntry;
import org.plateau.corpus.QuarantineEntry;
import org.plateau.corpus.UtteranceEntry;
import org.plateau.tables.CorpusTables;
import org.plateau.tables.SignalTables;
import org.plateau.tables.Staging;
import org.plateau.tables.Warehouse;

/**
 * Brings the samples of a release into {@code audio}. A file is decoded only if its size or time of
 * change is new, or its samples no longer stand in the table. Samples go from the tasks to files;
 * the driver sees ids alone.
 *
 * @param files readable files by path
 * @param failures files that cannot be used
 * @param decoded number of files decoded this time
 * @param added number of clips appended to {@code audio}
 */
public record Decoding(
    Map<String, DecodedFile> files, List<QuarantineEntry> failures, int decoded, int added) {
  private static final long BYTES_A_TASK = 64L << 20;

  /** Decodes what must be decoded and appends what is new. */
  public static Decoding run(
      Warehouse warehouse,
      CorpusListing listing,
      Map<String, FileEntry> entries,
      DecodeFiles decoder) {
    Map<String, DecodedFile> files = unchanged(warehouse, listing, entries);
    List<QuarantineEntry> failures = new ArrayList<>();
    for (UtteranceEntry utterance : listing.utterances()) {
      if (!entries.containsKey(utterance.path())) {
        String detail = "no such file, utterance " + utterance.utterance();
        failures.add(new QuarantineEntry(utterance.path(), QuarantineReason.MISSING_AUDIO, detail));
      }
    }
    List<String> paths =
        listing.utterances().stream()
            .map(UtteranceEntry::path)
            .filter(path -> entries.containsKey(path) && !files.containsKey(path))
            .distinct()
            .sorted()
            .toList();
    if (paths.isEmpty()) {
      return new Decoding(files, failures, 0, 0);
    }
    long bytes = paths.stream().mapToLong(path -> entries.get(path).bytes()).sum();
    int tasks = tasks(warehouse, paths.size(), bytes);
    Dataset<Row> rows =
        warehouse
            .spark()
            .createDataset(paths, Encoders.STRING())
            .repartition(tasks)
            .mapPartitions(decoder, Encoders.row(DecodeFiles.SCHEMA));
    try (Staging staging = warehouse.stage(rows)) {
      Map<String, DecodedFile> fresh = new TreeMap<>();
      read(staging.rows().drop("samples").collectAsList(), fresh, failures);
      files.putAll(fresh);
      return new Decoding(files, failures, paths.size(), append(warehouse, staging, fresh));
    }
  }

  private static int tasks(Warehouse warehouse, int files, long bytes) {
    int cores = warehouse.spark().sparkContext().defaultParallelism();
    return (int) Math.min(files, Math.max(cores, bytes / BYTES_A_TASK + 1));
  }

  private static void read(
      List<Row> rows, Map<String, DecodedFile> fresh, List<QuarantineEntry> failures) {
    for (Row row : rows) {
      String path = row.getAs("path");
      String reason = row.getAs("reason");
      if (reason == null) {
        fresh.put(path, DecodedFile.of(row));
      } else {
        QuarantineReason known = QuarantineReason.ofCode(reason);
        failures.add(new QuarantineEntry(path, known, row.getAs("detail")));
      }
    }
    failures.sort(Comparator.comparing(QuarantineEntry::path));
  }

  /** Files whose size and time of change are those of the last ingest and whose samples stand. */
  private static Map<String, DecodedFile> unchanged(
      Warehouse warehouse, CorpusListing listing, Map<String, FileEntry> entries) {
    Dataset<Row> standing =
        warehouse
            .read(SignalTables.AUDIO)
            .where(col("canonical").equalTo(Canonicaliser.VERSION))
            .select("audio_id");
    List<Row> known =
        warehouse
            .read(CorpusTables.UTTERANCES)
            .where(col("corpus").equalTo(listing.corpus()))
            .where(col("release").equalTo(listing.release()))
            .join(standing, new String[] {"audio_id"}, "left_semi")
            .collectAsList();
    Map<String, DecodedFile> unchanged = new HashMap<>();
    for (Row row : known) {
      FileEntry file = entries.get(row.<String>getAs("path"));
      if (file != null
          && row.<Long>getAs("source_bytes") == file.bytes()
          && row.<Long>getAs("source_modified") == file.modifiedMillis()) {
        unchanged.put(file.path(), DecodedFile.of(row));
      }
    }
    return unchanged;
  }

  /** Appends one clip an id that does not stand; of equal files the first by path. */
  private static int append(Warehouse warehouse, Staging staging, Map<String, DecodedFile> fresh) {
    Set<String> ids = new LinkedHashSet<>();
    fresh.values().forEach(file -> ids.add(file.audioId()));
    Dataset<Row> found =
        warehouse.spark().createDataset(List.copyOf(ids), Encoders.STRING()).toDF("audio_id");
    Set<String> missing =
        new HashSet<>(
            warehouse.missing(SignalTables.AUDIO, found).as(Encoders.STRING()).collectAsList());
    List<String> chosen = new ArrayList<>();
    for (DecodedFile file : fresh.values()) {
      if (missing.remove(file.audioId())) {
        chosen.add(file.path());
      }
    }
    if (!chosen.isEmpty()) {
      Dataset<Row> paths = warehouse.spark().createDataset(chosen, Encoders.STRING()).toDF("path");
      warehouse.append(
          SignalTables.AUDIO,
          staging
              .rows()
              .join(broadcast(paths), new String[] {"path"}, "left_semi")
              .select("audio_id", "source_sha256", "canonical", "samples", "num_samples", "rms"));
    }
    return chosen.size();
  }

  /** Decoder of the files below a root. */
  public static DecodeFiles decoder(String setting, String root, AudioLimits limits) {
    return new DecodeFiles(setting, root, limits);
  }
}
