package org.plateau.report.data;

/**
 * One row of a query's answer, read by column name. With Spark: {@code name -> row.getAs(name)}.
 */
@FunctionalInterface
public interface Columns {
  /** The column's value: a string, a number, a boolean, or null. */
  Object get(String name);

  /** The column as text, {@code ""} for null. */
  default String text(String name) {
    Object value = get(name);
    return value == null ? "" : value.toString();
  }

  /** The column as a number, NaN for null. */
  default double number(String name) {
    Object value = get(name);
    if (value == null) {
      return Double.NaN;
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException("column " + name + " must be a number, found " + value);
  }

  /** The column as a whole number; null is an error. */
  default long whole(String name) {
    Long value = wholeOrNull(name);
    if (value == null) {
      throw new IllegalArgumentException("column " + name + " must not be null");
    }
    return value;
  }

  /** The column as a whole number, or null. */
  default Long wholeOrNull(String name) {
    Object value = get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof Long || value instanceof Integer || value instanceof Short) {
      return ((Number) value).longValue();
    }
    throw new IllegalArgumentException("column " + name + " must be whole, found " + value);
  }

  /** The column as a truth value, or null. */
  default Boolean flagOrNull(String name) {
    Object value = get(name);
    if (value == null || value instanceof Boolean) {
      return (Boolean) value;
    }
    throw new IllegalArgumentException("column " + name + " must be true or false, found " + value);
  }
}
