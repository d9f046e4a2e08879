package org.plateau.stages.snapshot;

import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.plateau.tables.TableSpec;

/**
 * A row on its way to a result table.
 *
 * @param table name of the table
 * @param part what is replaced as a whole: a source, a run
 * @param row all columns of the table
 */
public record TableRow(String table, String part, Row row) implements Serializable {

  /** Fills rows of one table by column name, so that a column added later breaks no position. */
  public static final class Builder {
    private final TableSpec spec;
    private final StructType schema;
    private final Object[] values;

    public Builder(TableSpec spec) {
      this.spec = spec;
      this.schema = spec.schema();
      this.values = new Object[schema.size()];
    }

    /** Sets a column; an unknown one is an error. */
    public Builder with(String column, Object value) {
      values[schema.fieldIndex(column)] = value;
      return this;
    }

    /** The row; what was set stays for the next one. */
    public TableRow row(String part) {
      return new TableRow(spec.name(), part, RowFactory.create(values.clone()));
    }
  }

  /** 64-bit hash of the values, whatever JVM computes it; NaN equals NaN. */
  long hash(long seed) {
    long hash = seed;
    for (int i = 0; i < row.size(); i++) {
      hash = mix(hash ^ hashOf(row.get(i), seed)) + i;
    }
    return hash;
  }

  private static long hashOf(Object value, long seed) {
    if (value == null) {
      return seed;
    }
    if (value instanceof String text) {
      long hash = seed ^ text.length();
      for (int i = 0; i < text.length(); i++) {
        hash = mix(hash + text.charAt(i));
      }
      return hash;
    }
    if (value instanceof Double number) {
      return Double.doubleToLongBits(number);
    }
    if (value instanceof Number number) {
      return number.longValue();
    }
    if (value instanceof Boolean flag) {
      return flag ? 3 : 5;
    }
    throw new IllegalArgumentException("no hash for " + value.getClass());
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
