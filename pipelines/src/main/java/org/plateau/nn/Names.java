package org.plateau.nn;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds the name that a user probably meant. */
final class Names {
  private Names() {}

  /** The candidate with the fewest edits, case aside; the first in order on a tie. */
  static String nearest(String name, Collection<String> candidates) {
    return candidates.stream()
        .sorted()
        .min(Comparator.comparingInt(candidate -> distance(lower(name), lower(candidate))))
        .orElseThrow(() -> new IllegalArgumentException("no candidates for " + name));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Levenshtein's edit distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
