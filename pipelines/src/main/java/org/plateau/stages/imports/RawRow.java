package org.plateau.stages.imports;

import java.util.Arrays;

/**
 * One row as a reader found it. Readers reuse one object, so take what you need before the next.
 */
@SuppressWarnings("EnumOrdinal") // An array with a place a field.
public final class RawRow {
  private final String[] texts = new String[Field.values().length];
  private double[] logits;
  private long number;

  /** Starts a row; all fields become null. */
  public void start(long rowNumber) {
    number = rowNumber;
    Arrays.fill(texts, null);
    logits = null;
  }

  /** Line of a text file, counted from 1; row of a Parquet file, from 1. */
  public long number() {
    return number;
  }

  public void set(Field field, String text) {
    texts[field.ordinal()] = text;
  }

  /** The value as it stands in the file, null where there is none. */
  public String get(Field field) {
    return texts[field.ordinal()];
  }

  public void setLogits(double[] values) {
    logits = values;
  }

  /** One value a class, or null. */
  public double[] logits() {
    return logits;
  }
}
