package org.plateau.corpus.labels;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.plateau.audio.QuarantineReason;
import org.plateau.corpus.QuarantineEntry;

/**
 * Collects what is set aside. A file that yields more than {@link #MAX_PER_FILE} entries is no label
 * file: one last entry says so and the rest are counted only, so that memory stays bounded.
 */
public final class Defects {
  /** Most entries of one file. */
  public static final int MAX_PER_FILE = 100_000;

  private final List<QuarantineEntry> entries = new ArrayList<>();
  private final Map<String, Integer> perFile = new HashMap<>();

  /** Adds an entry for a whole file. */
  public void add(String path, QuarantineReason reason, String detail) {
    entries.add(new QuarantineEntry(path, reason, detail));
  }

  /** Adds entries. */
  public void addAll(List<QuarantineEntry> others) {
    entries.addAll(others);
  }

  /** Adds an entry for a place in a label file, {@code file:line} or {@code file#id}. */
  public void add(String file, String place, QuarantineReason reason, String detail) {
    int before = perFile.merge(file, 1, Integer::sum) - 1;
    if (before < MAX_PER_FILE) {
      add(place, reason, detail);
    } else if (before == MAX_PER_FILE) {
      add(
          file,
          QuarantineReason.TOO_LARGE,
          "more than %d defects; further ones are not listed".formatted(MAX_PER_FILE));
    }
  }

  /** All entries, in order of path, then reason. */
  public List<QuarantineEntry> sorted() {
    return entries.stream()
        .sorted(
            Comparator.comparing(QuarantineEntry::path)
                .thenComparing(QuarantineEntry::reason)
                .thenComparing(QuarantineEntry::detail))
        .toList();
  }
}
