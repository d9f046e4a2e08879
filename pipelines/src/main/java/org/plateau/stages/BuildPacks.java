package org.plateau.stages;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

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
 * Writes packs of samples or of stored features. Ids travel, payload does not: one task scans
 * {@code audio} or {@code features}, joined with the broadcast ids, and streams what it finds into
 * the pack; the driver never holds a sample.
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
  public static String name(String fingerprint, PackSpec spec) {
    return PackName.of(fingerprint, spec.content(), spec.featureSet(), spec.extractor());
  }

  /**
   * What a run's packs hold.
   *
   * @param extractor whose stored features of this set, or null for samples
   */
  public static PackSpec spec(
      String task, List<String> classes, String featureSet, String extractor) {
    return extractor == null
        ? PackSpec.samples(task, classes)
        : PackSpec.features(task, classes, featureSet, extractor);
  }

  /**
   * Makes sure that the pack of these rows stands.
   *
   * @param spec what it holds: samples, or stored features of one extractor
   * @param rows the clips, not empty
   * @return the pack's folder
   * @throws IllegalStateException if the tables lack a clip
   */
  public Path ensure(PackSpec spec, List<ClipRow> rows) {
    String name = name(fingerprint(rows), spec);
    Path folder = packsRoot.resolve(name);
    if (!stands(folder) && !write(spec, rows).equals(name)) {
      throw new IllegalStateException(
          "pack of %d clips for task %s: the tables lack %s of some of them; run %s again"
              .formatted(
                  rows.size(),
                  spec.task(),
                  spec.featureSet(),
                  spec.content() == PackContent.PCM16 ? "ingest" : "features"));
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
        payload(spec)
            .join(broadcast(ids), "audio_id")
            .select("audio_id", "payload", "frames", "dims")
            .coalesce(1);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(warehouse.spark().sparkContext());
    Broadcast<Map<String, List<ClipRow>>> wanted = context.broadcast(byAudio);
    List<String> written =
        clips
            .mapPartitions(new WritePack(packsRoot.toString(), spec, wanted), Encoders.STRING())
            .collectAsList();
    wanted.destroy();
    return written.isEmpty() ? "" : written.get(0);
  }

  private Dataset<Row> payload(PackSpec spec) {
    if (spec.content() == PackContent.PCM16) {
      return warehouse
          .read(SignalTables.AUDIO)
          .select(
              col("audio_id"),
              col("samples").as("payload"),
              lit(0).as("frames"),
              lit(0).as("dims"));
    }
    return warehouse
        .read(SignalTables.FEATURES)
        .where(
            col("feature_set")
                .equalTo(spec.featureSet())
                .and(col("extractor").equalTo(spec.extractor())))
        .select(col("audio_id"), col("values").as("payload"), col("frames"), col("dims"));
  }
}
