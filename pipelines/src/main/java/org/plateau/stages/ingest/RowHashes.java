package org.plateau.stages.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.plateau.tables.CorpusTables;

/**
 * Hashes of a release's rows, whatever their order. The dates of the files do not count: a file
 * that was merely copied is the same.
 *
 * @param byTable SHA-256 (hex) by table, and the {@link ListingMark} where there is one
 */
public record RowHashes(Map<String, String> byTable) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LISTING = "listing";

  /** Columns that tell a file's state on disk, not its content; by place in the row. */
  private static final Map<String, List<Integer>> STATE =
      Map.of(
          "utterances",
          List.of(
              CorpusTables.UTTERANCES.schema().fieldIndex("source_bytes"),
              CorpusTables.UTTERANCES.schema().fieldIndex("source_modified")),
          "quarantine",
          List.of(
              CorpusTables.QUARANTINE.schema().fieldIndex("source_bytes"),
              CorpusTables.QUARANTINE.schema().fieldIndex("source_modified")));

  static RowHashes of(ReleaseRows rows) {
    return of(rows.byTable());
  }

  /** Hashes of rows by table name. */
  public static RowHashes of(Map<String, List<Row>> rows) {
    Map<String, String> hashes = new TreeMap<>();
    rows.forEach((table, list) -> hashes.put(table, hash(table, list)));
    return new RowHashes(hashes);
  }

  /** The same, but for the rows of one table. */
  RowHashes with(String table, List<Row> rows) {
    Map<String, String> hashes = new TreeMap<>(byTable);
    hashes.put(table, hash(table, rows));
    return new RowHashes(hashes);
  }

  /** The same with the mark of what the rows were read from. */
  RowHashes readFrom(String mark) {
    Map<String, String> hashes = new TreeMap<>(byTable);
    hashes.put(LISTING, mark);
    return new RowHashes(hashes);
  }

  /** Whether the rows were read from what the mark says. */
  boolean areReadFrom(String mark) {
    return mark.equals(byTable.get(LISTING));
  }

  /** The hashes of rows alone. */
  public RowHashes ofRows() {
    Map<String, String> hashes = new TreeMap<>(byTable);
    hashes.remove(LISTING);
    return new RowHashes(hashes);
  }

  /** What {@code releases.parts} says; nothing where it says nothing that can be read. */
  public static RowHashes parse(String parts) {
    if (parts == null) {
      return new RowHashes(Map.of());
    }
    try {
      return new RowHashes(JSON.readValue(parts, new TypeReference<Map<String, String>>() {}));
    } catch (JsonProcessingException e) {
      return new RowHashes(Map.of());
    }
  }

  /** The text for {@code releases.parts}. */
  public String json() {
    return text(new TreeMap<>(byTable));
  }

  /** One hash of all; checks follow from the rest and do not count. */
  public String manifest() {
    Map<String, String> content = new TreeMap<>(ofRows().byTable);
    content.remove("checks");
    MessageDigest digest = sha256();
    digest.update(text(content).getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest());
  }

  boolean same(RowHashes other, String table) {
    return byTable.containsKey(table) && byTable.get(table).equals(other.byTable.get(table));
  }

  private static String hash(String table, List<Row> rows) {
    List<Integer> omitted = STATE.getOrDefault(table, List.of());
    List<String> lines = new ArrayList<>(rows.size());
    for (Row row : rows) {
      List<Object> values = new ArrayList<>(row.size());
      for (int i = 0; i < row.size(); i++) {
        if (!omitted.contains(i)) {
          values.add(row.get(i));
        }
      }
      lines.add(text(values));
    }
    lines.sort(null);
    MessageDigest digest = sha256();
    for (String line : lines) {
      digest.update(line.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) '\n');
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row cannot be written as JSON", e);
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Java without SHA-256", e);
    }
  }
}
