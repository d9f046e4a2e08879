package org.plateau.stats;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How the ends of an interval follow from its replicates. */
public enum IntervalEnds {
  /** The 2.5 and 97.5 % percentiles. */
  PERCENTILE,
  /** Corrected for bias and skewness, see {@link Bca}. */
  BCA;

  /** The word in settings and in the policy of a row. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(IntervalEnds::word).toList();
  }

  /**
   * @throws IllegalArgumentException if the word is none of {@link #words}
   */
  public static IntervalEnds ofWord(String word) {
    return Arrays.stream(values())
        .filter(each -> each.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(word + ": must be one of " + words()));
  }
}
