package org.plateau.stages;

import static org.apache.spark.sql.functions.broadcast;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.plateau.packs.Fingerprint;
import org.plateau.packs.PackContent;
import org.plateau.packs.PackName;
import org.plateau.packs.PackReader;
import org.plateau.packs.PackSpec;
import org.plateau.stages.plan.ClipRow;
import org.plateau.tables.SignalTables;
import org.plateau.tables.Warehouse;

/**
 * Writes packs of samples. Ids travel, samples do not: one task scans {@code audio}, joined with
 * the broadcast ids, and streams what it finds into the pack; the driver never holds a sample.
 */
public final class BuildPacks {
  private final Warehouse warehouse;
  private final Path packsRoot;

  public BuildPacks(Warehouse warehouse, Path packsRoot) {
    this.warehouse = warehouse;
    this.packsRoot = packsRoot;
  }

  /** Hash of the rows that a run learns from or is judged on. */
  public static String fingerprint(List<ClipRow> rows) {
    return Fingerprint.of(rows.stream().map(ClipRow::asPackRow).toList());
  }

  /** The name that the pack of rows with this fingerprint has or would have. */
  public static String name(String fingerprint) {
    return PackName.of(fingerprint, PackContent.PCM16, "raw", PackSpec.PCM16_EXTRACTOR);
  }

  /**
   * Makes sure that the pack of these rows stands.
   *
   * @param task task of the labels
   * @param classes class names in logit order
   * @param rows the clips, not empty
   * @return the pack's folder
   * @throws IllegalStateException if {@code audio} lacks a clip
   */
  public Path ensure(String task, List<String> classes, List<ClipRow> rows) {
    String name = name(fingerprint(rows));
    Path folder = packsRoot.resolve(name);
    if (!stands(folder) && !write(PackSpec.samples(task, classes), rows).equals(name)) {
      throw new IllegalStateException(
          "pack of %d clips for task %s: table audio lacks some of them; run ingest again"
              .formatted(rows.size(), task));
    }
    return folder;
  }

  private static boolean stands(Path folder) {
    try (PackReader pack = PackReader.open(folder)) {
      return pack.manifest().entries() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Writes the pack in one task and returns its name. */
  private String write(PackSpec spec, List<ClipRow> rows) {
    Map<String, List<ClipRow>> byAudio = new HashMap<>();
    for (ClipRow row : rows) {
      byAudio.computeIfAbsent(row.audioId(), id -> new ArrayList<>()).add(row);
    }
    Dataset<Row> ids =
        warehouse
            .spark()
            .createDataset(new ArrayList<>(byAudio.keySet()), Encoders.STRING())
            .toDF("audio_id");
    Dataset<Row> clips =
        warehouse
            .read(SignalTables.AUDIO)
            .join(broadcast(ids), "audio_id")
            .select("audio_id", "samples")
            .coalesce(1);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(warehouse.spark().sparkContext());
    Broadcast<Map<String, List<ClipRow>>> wanted = context.broadcast(byAudio);
    List<String> written =
        clips
            .mapPartitions(
                new WritePack(packsRoot.toString(), spec.task(), spec.classes(), wanted),
                Encoders.STRING())
            .collectAsList();
    wanted.destroy();
    return written.isEmpty() ? "" : written.get(0);
  }
}
