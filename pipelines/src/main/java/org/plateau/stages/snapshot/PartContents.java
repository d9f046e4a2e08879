package org.plateau.stages.snapshot;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/** What rows say, part by part of each table, whatever their order: equal rows, equal content. */
public final class PartContents implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, HashMap<String, Content>> byTable = new HashMap<>();

  /**
   * Content of one part.
   *
   * @param rows their number
   * @param first sum of one hash of each row
   * @param second sum of another
   */
  record Content(long rows, long first, long second) implements Serializable {
    Content plus(Content other) {
      return new Content(rows + other.rows, first + other.first, second + other.second);
    }
  }

  /** The contents of these rows. */
  public static PartContents of(Iterable<TableRow> rows) {
    PartContents contents = new PartContents();
    for (TableRow row : rows) {
      contents.add(
          row.table(),
          row.part(),
          new Content(1, row.hash(0x9E3779B97F4A7C15L), row.hash(0x5851F42D4C957F2DL)));
    }
    return contents;
  }

  /** Adds the other's rows to these and returns these. */
  public PartContents merge(PartContents other) {
    other.byTable.forEach(
        (table, parts) -> parts.forEach((part, content) -> add(table, part, content)));
    return this;
  }

  private void add(String table, String part, Content content) {
    byTable.computeIfAbsent(table, name -> new HashMap<>()).merge(part, content, Content::plus);
  }

  /** Content of each part that has rows in a table. */
  Map<String, Content> of(String table) {
    return byTable.getOrDefault(table, new HashMap<>());
  }
}
