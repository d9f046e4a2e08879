package org.plateau.report.html;

import java.util.Locale;

/** Numbers as text: the only place that rounds. Independent of the locale. */
public final class Numbers {
  private static final String NONE = "n/a";

  private Numbers() {}

  /** {@link String#format} that does not depend on the locale. */
  public static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** A score between 0 and 1: three digits after the point. */
  public static String score(double value) {
    return fixed(value, 3);
  }

  /** A score with its interval: {@code 0.612 [0.540, 0.680]}. */
  public static String interval(double value, double low, double high) {
    if (Double.isNaN(low) || Double.isNaN(high)) {
      return score(value);
    }
    return score(value) + " [" + score(low) + ", " + score(high) + "]";
  }

  /** A fixed number of digits after the point; {@code n/a} for NaN. */
  public static String fixed(double value, int digits) {
    if (Double.isNaN(value)) {
      return NONE;
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "infinite" : "-infinite";
    }
    String text = String.format(Locale.ROOT, "%." + digits + "f", value);
    return text.matches("-0(\\.0*)?") ? text.substring(1) : text;
  }

  /** With its sign: {@code +0.012}. */
  public static String signed(double value, int digits) {
    String text = fixed(value, digits);
    return value > 0 && Double.isFinite(value) ? "+" + text : text;
  }

  /** A noun with its number: {@code 1 model}, {@code 3 models}. */
  public static String amount(long count, String noun) {
    return count(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /** A whole number with commas between thousands; {@code n/a} for null. */
  public static String count(Long value) {
    return value == null ? NONE : String.format(Locale.ROOT, "%,d", value);
  }

  /** A step size in its shortest form, {@code 0.0001}. */
  public static String plain(double value) {
    return Double.isFinite(value)
        ? new java.math.BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString()
        : fixed(value, 0);
  }

  /** A duration: {@code 42 s}, {@code 12 min}, {@code 3.4 h}. */
  public static String duration(double seconds) {
    if (!Double.isFinite(seconds)) {
      return NONE;
    }
    if (seconds < 120) {
      return fixed(seconds, seconds < 10 ? 1 : 0) + " s";
    }
    return seconds < 7200 ? fixed(seconds / 60, 1) + " min" : fixed(seconds / 3600, 1) + " h";
  }

  /** A coordinate: at most two digits after the point, no trailing zeros. */
  public static String coordinate(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a coordinate must be finite, found " + value);
    }
    String text = fixed(value, 2);
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }
}
