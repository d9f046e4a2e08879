package org.plateau.report.data;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

/**
 * A query with its rows.
 *
 * @param sql Spark SQL that gives these rows in this order
 * @param rows the rows
 */
public record Answer(String sql, List<Columns> rows) {
  public Answer {
    Objects.requireNonNull(sql, "sql");
    rows = List.copyOf(rows);
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  public int size() {
    return rows.size();
  }

  /** The different texts of a column, in order of appearance. */
  public List<String> texts(String column) {
    LinkedHashSet<String> texts = new LinkedHashSet<>();
    rows.forEach(row -> texts.add(row.text(column)));
    return new ArrayList<>(texts);
  }
}
