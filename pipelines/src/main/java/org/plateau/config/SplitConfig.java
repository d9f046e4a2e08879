package org.plateau.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Divides a corpus by speaker.
 *
 * @param speakers speakers by split, without the split that takes the rest; {@code Mont_*} stands
 *     for all speakers that begin so
 * @param rest the split of all other speakers
 */
public record SplitConfig(Map<String, List<String>> speakers, String rest) {
  /** The names that a split may have. */
  public static final List<String> SPLITS =
      List.of("train", "dev", "test", "test1", "test2", "test3", "none");

  private static final String REST = "rest";

  public SplitConfig {
    Objects.requireNonNull(rest, "rest");
    Map<String, List<String>> copy = new LinkedHashMap<>();
    List<String> all = new ArrayList<>();
    speakers.forEach(
        (split, names) -> {
          Checks.that(SPLITS.contains(split), "split", split, "must be one of " + SPLITS);
          copy.put(split, List.copyOf(names));
          all.addAll(names);
        });
    Checks.that(SPLITS.contains(rest), "split", rest, "must be one of " + SPLITS);
    Checks.that(!copy.containsKey(rest), "split", rest, "cannot list speakers and take the rest");
    Checks.distinct(all, "speakers of the splits");
    speakers = java.util.Collections.unmodifiableMap(copy);
  }

  static SplitConfig read(Section section) {
    Map<String, List<String>> speakers = new LinkedHashMap<>();
    List<String> rests = new ArrayList<>();
    for (String split : SPLITS) {
      boolean takesRest = section.isWord(split) && section.string(split).equals(REST);
      if (takesRest) {
        rests.add(split);
      } else if (section.has(split)) {
        speakers.put(split, section.strings(split));
      } else {
        section.optionalString(split);
      }
    }
    return section.build(
        () -> {
          if (rests.isEmpty()) {
            return new SplitConfig(speakers, "none");
          }
          Checks.that(
              rests.size() <= 1,
              rests.get(rests.size() - 1),
              REST,
              "at most one split may take the rest, found " + rests);
          return new SplitConfig(speakers, rests.get(0));
        });
  }
}
