package org.plateau.report.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Some rows of a relation, as SQL and as a computation on the rows that were read already: both say
 * the same, so that a page with a hundred figures needs no hundred queries. Immutable.
 */
public final class Slice {
  private final Relation relation;
  private final List<String> columns;
  private final List<Condition> conditions;
  private final List<String> order;
  private final int most;

  private record Condition(String sql, Predicate<Columns> holds) {}

  private Slice(
      Relation relation,
      List<String> columns,
      List<Condition> conditions,
      List<String> order,
      int most) {
    this.relation = relation;
    this.columns = columns;
    this.conditions = conditions;
    this.order = order;
    this.most = most;
  }

  /** The named columns of all rows. */
  public static Slice of(Relation relation, String... columns) {
    return new Slice(relation, List.of(columns), List.of(), List.of(), Integer.MAX_VALUE);
  }

  /** Rows whose text column has the value; null finds nulls. */
  public Slice where(String column, String value) {
    String sql = column + (value == null ? " IS NULL" : " = " + literal(value));
    return and(new Condition(sql, row -> Objects.equals(textOrNull(row, column), value)));
  }

  /** Rows that have the key. */
  public Slice where(Key key) {
    Slice slice = this;
    for (int i = 0; i < key.columns().size(); i++) {
      slice = slice.where(key.columns().get(i), key.values().get(i));
    }
    return slice;
  }

  /** Rows whose truth column is true. */
  public Slice whereTrue(String column) {
    return and(new Condition(column, row -> Boolean.TRUE.equals(row.flagOrNull(column))));
  }

  /** Rows whose text column has one of the values. */
  public Slice in(String column, Collection<String> values) {
    return and(oneOf(column, values));
  }

  /** Rows of which at least one of two text columns has one of the values. */
  public Slice either(String column, String other, Collection<String> values) {
    Condition first = oneOf(column, values);
    Condition second = oneOf(other, values);
    String sql = "(" + first.sql() + " OR " + second.sql() + ")";
    return and(new Condition(sql, first.holds().or(second.holds())));
  }

  private static Condition oneOf(String column, Collection<String> values) {
    TreeSet<String> wanted = new TreeSet<>(values);
    if (wanted.isEmpty()) {
      return new Condition("false", row -> false);
    }
    String sql =
        wanted.stream()
            .map(Slice::literal)
            .collect(Collectors.joining(", ", column + " IN (", ")"));
    return new Condition(sql, row -> row.get(column) != null && wanted.contains(row.text(column)));
  }

  /** Rows whose text column begins with a prefix of letters, digits and colons. */
  public Slice begins(String column, String prefix) {
    if (!prefix.matches("[A-Za-z0-9:-]+")) {
      throw new IllegalArgumentException("prefix " + prefix + ": letters, digits, : and - only");
    }
    return and(
        new Condition(
            column + " LIKE '" + prefix + "%'", row -> row.text(column).startsWith(prefix)));
  }

  /** Sorted by columns; a minus before the name reverses. */
  public Slice orderBy(String... names) {
    return new Slice(relation, columns, conditions, List.of(names), most);
  }

  /** The first rows in the order given, which must leave no ties. */
  public Slice limit(int rows) {
    return new Slice(relation, columns, conditions, order, rows);
  }

  /** The query and its rows. */
  public Answer answer(Evidence evidence) {
    List<Columns> rows = new ArrayList<>();
    for (Columns row : evidence.rows(relation)) {
      if (conditions.stream().allMatch(condition -> condition.holds().test(row))) {
        rows.add(row);
      }
    }
    for (int i = order.size() - 1; i >= 0; i--) {
      rows.sort(comparator(order.get(i)));
    }
    return new Answer(sql(), rows.subList(0, Math.min(most, rows.size())));
  }

  /** The query. */
  public String sql() {
    StringBuilder sql = new StringBuilder("SELECT ").append(String.join(", ", columns));
    sql.append("\nFROM ").append(relation.from());
    for (int i = 0; i < conditions.size(); i++) {
      sql.append(i == 0 ? "\nWHERE " : "\n  AND ").append(conditions.get(i).sql());
    }
    if (!order.isEmpty()) {
      sql.append("\nORDER BY ");
      sql.append(
          order.stream()
              .map(name -> name.startsWith("-") ? name.substring(1) + " DESC" : name)
              .collect(Collectors.joining(", ")));
    }
    if (most < Integer.MAX_VALUE) {
      sql.append("\nLIMIT ").append(most);
    }
    return sql.toString();
  }

  private Slice and(Condition condition) {
    List<Condition> all = new ArrayList<>(conditions);
    all.add(condition);
    return new Slice(relation, columns, List.copyOf(all), order, most);
  }

  /** Spark's order: nulls lowest, NaN highest, texts by code point. */
  private static Comparator<Columns> comparator(String name) {
    boolean reversed = name.startsWith("-");
    String column = reversed ? name.substring(1) : name;
    Comparator<Columns> ascending = (a, b) -> compare(a.get(column), b.get(column));
    return reversed ? ascending.reversed() : ascending;
  }

  private static int compare(Object a, Object b) {
    if (a == null || b == null) {
      return Boolean.compare(a != null, b != null);
    }
    if (a instanceof Number x && b instanceof Number y) {
      return Double.compare(x.doubleValue() + 0.0, y.doubleValue() + 0.0);
    }
    int[] x = a.toString().codePoints().toArray();
    int[] y = b.toString().codePoints().toArray();
    return java.util.Arrays.compare(x, y);
  }

  private static String textOrNull(Columns row, String column) {
    Object value = row.get(column);
    return value == null ? null : value.toString();
  }

  static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
