package org.plateau.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads quantities with units, strictly: a number without a unit is refused. */
final class Units {
  static final String DURATION_RULE =
      "a duration needs a number and a unit: ms, s, m, h or d, for example 15 m";
  static final String SIZE_RULE =
      "a size needs a number and a unit: B, k, m, g or t (powers of 1024), for example 2 g";

  private static final Pattern QUANTITY = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([A-Za-z]+)");

  private static final Map<String, Long> MILLISECONDS =
      Map.ofEntries(
          Map.entry("ms", 1L),
          Map.entry("millisecond", 1L),
          Map.entry("milliseconds", 1L),
          Map.entry("s", 1_000L),
          Map.entry("second", 1_000L),
          Map.entry("seconds", 1_000L),
          Map.entry("m", 60_000L),
          Map.entry("minute", 60_000L),
          Map.entry("minutes", 60_000L),
          Map.entry("h", 3_600_000L),
          Map.entry("hour", 3_600_000L),
          Map.entry("hours", 3_600_000L),
          Map.entry("d", 86_400_000L),
          Map.entry("day", 86_400_000L),
          Map.entry("days", 86_400_000L));

  private static final Map<String, Long> BYTES =
      Map.ofEntries(
          Map.entry("b", 1L),
          Map.entry("byte", 1L),
          Map.entry("bytes", 1L),
          Map.entry("k", 1L << 10),
          Map.entry("kb", 1L << 10),
          Map.entry("kib", 1L << 10),
          Map.entry("m", 1L << 20),
          Map.entry("mb", 1L << 20),
          Map.entry("mib", 1L << 20),
          Map.entry("g", 1L << 30),
          Map.entry("gb", 1L << 30),
          Map.entry("gib", 1L << 30),
          Map.entry("t", 1L << 40),
          Map.entry("tb", 1L << 40),
          Map.entry("tib", 1L << 40));

  private Units() {}

  /**
   * Reads {@code 15 minutes}.
   *
   * @throws IllegalArgumentException with the rule
   */
  static Duration duration(String text) {
    return Duration.ofMillis(scaled(text, MILLISECONDS, DURATION_RULE));
  }

  /**
   * Reads {@code 2 g} as bytes.
   *
   * @throws IllegalArgumentException with the rule
   */
  static long bytes(String text) {
    return scaled(text, BYTES, SIZE_RULE);
  }

  private static long scaled(String text, Map<String, Long> units, String rule) {
    Matcher quantity = QUANTITY.matcher(text.strip());
    if (!quantity.matches()) {
      throw new IllegalArgumentException(rule);
    }
    Long unit = units.get(quantity.group(2).toLowerCase(Locale.ROOT));
    if (unit == null) {
      throw new IllegalArgumentException(rule);
    }
    try {
      return new BigDecimal(quantity.group(1)).multiply(BigDecimal.valueOf(unit)).longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("too large or too fine a number; " + rule, e);
    }
  }
}
