package org.plateau.report.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Values of some text columns: what rows of one figure share. Sorted by value, but {@code plateau}
 * (own numbers) and {@code clean} come first and null last.
 *
 * @param columns names of the columns
 * @param values their values, null where the column is null; as many as columns
 */
public record Key(List<String> columns, List<String> values) implements Comparable<Key> {
  public Key {
    columns = List.copyOf(columns);
    values = new ArrayList<>(values);
    if (columns.size() != values.size()) {
      throw new IllegalArgumentException(
          columns.size() + " columns need as many values, found " + values.size());
    }
  }

  /** The key of a row. */
  public static Key of(Columns row, List<String> columns) {
    List<String> values = new ArrayList<>();
    for (String column : columns) {
      Object value = row.get(column);
      values.add(value == null ? null : value.toString());
    }
    return new Key(columns, values);
  }

  /** Rows by key, the keys in order, the rows in their own. */
  public static Map<Key, List<Columns>> group(List<Columns> rows, List<String> columns) {
    return rows.stream()
        .collect(Collectors.groupingBy(row -> of(row, columns), TreeMap::new, Collectors.toList()));
  }

  /** The value of a column, {@code ""} for null. */
  public String get(String column) {
    String value = values.get(columns.indexOf(column));
    return value == null ? "" : value;
  }

  /** This key without some columns. */
  public Key only(List<String> kept) {
    Function<String, String> value = column -> values.get(columns.indexOf(column));
    List<String> picked = new ArrayList<>();
    kept.forEach(column -> picked.add(value.apply(column)));
    return new Key(kept, picked);
  }

  @Override
  public int compareTo(Key other) {
    for (int i = 0; i < values.size(); i++) {
      int order = rank(values.get(i)).compareTo(rank(other.values.get(i)));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static String rank(String value) {
    if (value == null) {
      return "2";
    }
    return value.equals("plateau") || value.equals("clean") ? "0" : "1" + value;
  }
}
