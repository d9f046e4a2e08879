package org.plateau.corpus;

import java.util.List;
import java.util.Map;
import org.plateau.config.UserException;

/**
 * Which split a speaker belongs to.
 *
 * @param splitBySpeaker speaker id to split; a key that ends in {@code *} stands for all speakers
 *     that begin so. A full id goes before such keys, a longer key before a shorter one.
 * @param otherwise split of every other speaker
 */
public record SplitRule(Map<String, String> splitBySpeaker, String otherwise) {
  private static final List<String> SPLITS =
      List.of("train", "dev", "test", "test1", "test2", "test3", "none");

  public SplitRule {
    splitBySpeaker = Map.copyOf(splitBySpeaker);
    splitBySpeaker.forEach((speaker, split) -> check("speaker " + speaker, split));
    check("all other speakers", otherwise);
  }

  /** The split of a speaker; null (unknown) counts as any other speaker. */
  public String splitOf(String speaker) {
    if (speaker == null) {
      return otherwise;
    }
    String split = splitBySpeaker.get(speaker);
    for (int end = speaker.length(); split == null && end >= 0; end--) {
      split = splitBySpeaker.get(speaker.substring(0, end) + "*");
    }
    return split == null ? otherwise : split;
  }

  private static void check(String who, String split) {
    if (!SPLITS.contains(split)) {
      throw new UserException(
          "split of %s: %s must be one of %s; mend the configuration"
              .formatted(who, split, SPLITS));
    }
  }
}
