package org.plateau.report.html;

import java.util.Objects;
import java.util.function.Function;
import org.plateau.report.data.Columns;

/**
 * How a cell is written.
 *
 * @param columns names of the columns it shows, parted by blanks
 * @param cssClass {@code num} for numbers, {@code wide} for long text, or null
 * @param text the cell's text
 */
public record Cell(String columns, String cssClass, Function<Columns, String> text) {
  public Cell {
    Objects.requireNonNull(columns, "columns");
    Objects.requireNonNull(text, "text");
  }

  /** A text as it is. */
  public static Cell text(String column) {
    return new Cell(column, null, row -> row.text(column));
  }

  /** A long text that may wrap. */
  public static Cell wide(String column) {
    return new Cell(column, "wide", row -> row.text(column));
  }

  /** A number with so many digits after the point; empty for null, {@code n/a} for NaN. */
  public static Cell fixed(String column, int digits) {
    return new Cell(
        column,
        "num",
        row -> row.get(column) == null ? "" : Numbers.fixed(row.number(column), digits));
  }

  /** A score between -1 and 1, three digits. */
  public static Cell score(String column) {
    return fixed(column, 3);
  }

  /** A score with its interval. */
  public static Cell interval(String value, String low, String high) {
    return new Cell(
        value + " " + low + " " + high,
        "num",
        row ->
            row.get(value) == null
                ? ""
                : Numbers.interval(row.number(value), row.number(low), row.number(high)));
  }

  /** A whole number; empty for null. */
  public static Cell count(String column) {
    return new Cell(
        column,
        "num",
        row -> row.get(column) == null ? "" : Numbers.count(row.wholeOrNull(column)));
  }

  /** A year: a whole number without commas. */
  public static Cell year(String column) {
    return new Cell(column, "num", row -> row.text(column));
  }

  /** A step size or the like in its shortest form. */
  public static Cell plain(String column) {
    return new Cell(
        column, "num", row -> row.get(column) == null ? "" : Numbers.plain(row.number(column)));
  }

  /** Yes, no or nothing. */
  public static Cell flag(String column) {
    return new Cell(
        column,
        null,
        row -> {
          Boolean flag = row.flagOrNull(column);
          return flag == null ? "" : flag ? "yes" : "no";
        });
  }
}
