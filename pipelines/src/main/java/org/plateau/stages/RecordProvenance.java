package org.plateau.stages;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.plateau.tables.CorpusTables;
import org.plateau.tables.RunTables;
import org.plateau.tables.SignalTables;
import org.plateau.tables.TableSpec;
import org.plateau.tables.Warehouse;

/** Writes down how runs come about: code, configuration, software, host, table versions. */
public final class RecordProvenance {
  private static final List<TableSpec> SOURCES =
      List.of(
          CorpusTables.RELEASES, CorpusTables.UTTERANCES, CorpusTables.LABELS, SignalTables.AUDIO);

  private final Warehouse warehouse;

  public RecordProvenance(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /**
   * Records one origin; the same origin again is the same row.
   *
   * @param gitCommit commit of the code, or "unknown"
   * @param config the resolved configuration by key, without secrets
   * @param threads threads of one run
   * @return its id
   */
  public String execute(String gitCommit, Map<String, String> config, int threads) {
    Map<String, String> software = new TreeMap<>();
    software.put("java", System.getProperty("java.version"));
    software.put("spark", warehouse.spark().version());
    Map<String, String> host = new TreeMap<>();
    host.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    host.put("arch", System.getProperty("os.arch"));
    host.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    Map<String, Long> versions = new TreeMap<>();
    SOURCES.forEach(
        table -> warehouse.version(table).ifPresent(at -> versions.put(table.name(), at)));
    TableRows row =
        TableRows.of(RunTables.PROVENANCE)
            .with("git_commit", gitCommit)
            .with("config", StageJson.write(new TreeMap<>(config)))
            .with("software", StageJson.write(software))
            .with("host", StageJson.write(host))
            .with("table_versions", StageJson.write(versions))
            .with("threads", threads);
    String id = hash(row.row());
    warehouse.appendMissing(
        RunTables.PROVENANCE,
        TableRows.frame(
            warehouse, RunTables.PROVENANCE, List.of(row.with("provenance_id", id).row())));
    return id;
  }

  private static String hash(Row row) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(row.mkString("\u0000").getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
