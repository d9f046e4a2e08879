package org.plateau.stages.export;

import java.util.Locale;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.plateau.stages.sql.Values;

/** Values as people read them in a paper: fractions with three decimals, everything else whole. */
final class Cells {
  private static final double SMALLEST_FIXED = 0.0005;
  private static final double LARGEST_FIXED = 1e6;

  private Cells() {}

  static String text(Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Double || value instanceof Float) {
      return number(((Number) value).doubleValue());
    }
    return Values.text(value).replaceAll("\\s+", " ");
  }

  private static String number(double value) {
    double size = Math.abs(value);
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    if ((size != 0 && size < SMALLEST_FIXED) || size >= LARGEST_FIXED) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    return String.format(Locale.ROOT, "%.3f", value);
  }

  static boolean isNumber(DataType type) {
    return type instanceof NumericType;
  }
}
