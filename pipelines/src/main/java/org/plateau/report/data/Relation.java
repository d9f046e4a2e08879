package org.plateau.report.data;

import java.util.List;
import java.util.Objects;

/**
 * What slices are cut from: a table of the warehouse, or a query over some. It is read once a
 * report.
 *
 * @param from what stands after FROM: a table's name, or a query in brackets
 * @param sql the query that gives all its rows
 * @param tables the tables it reads; it has no rows while one of them is absent
 */
public record Relation(String from, String sql, List<String> tables) {
  public Relation {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(sql, "sql");
    tables = List.copyOf(tables);
  }

  /** A whole table. */
  public static Relation table(String name) {
    return new Relation(name, "SELECT * FROM " + name, List.of(name));
  }

  /** A query over the named tables. */
  public static Relation query(String sql, String... tables) {
    return new Relation("(\n" + sql.indent(2).stripTrailing() + "\n)", sql, List.of(tables));
  }
}
