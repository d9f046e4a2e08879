package org.plateau.corpus.labels;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Numbers and absent values as label files write them, whatever the locale. */
public final class Values {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?\\d{1,12}(\\.\\d{0,20})?([eE][+-]?\\d{1,2})?|[+-]?\\.\\d{1,20}");

  private static final Set<String> ABSENT =
      Set.of("", "na", "n/a", "nan", "none", "null", "unknown", "unk");

  private Values() {}

  /** Whether a text stands for no value: {@code NA}, {@code Unknown}, {@code nan}, nothing. */
  public static boolean isAbsent(String text) {
    return ABSENT.contains(text.strip().toLowerCase(Locale.ROOT));
  }

  /**
   * A number within a range, or null where the text stands for no value.
   *
   * @throws LabelException if it is neither
   */
  public static Double number(String name, String text, double low, double high)
      throws LabelException {
    String stripped = text.strip();
    if (isAbsent(stripped)) {
      return null;
    }
    if (NUMBER.matcher(stripped).matches()) {
      double value = Double.parseDouble(stripped);
      if (value >= low && value <= high) {
        return value;
      }
    }
    throw LabelException.badLine(
        "%s: %s must be a number from %s to %s".formatted(name, stripped, low, high));
  }
}
