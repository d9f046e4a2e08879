package org.plateau.config;

import java.util.Arrays;
import java.util.List;

/** How an experiment divides its corpus. */
public enum SplitRule {
  /** The corpus's own splits, or those of {@code corpora.<corpus>.split}. */
  FIXED("fixed"),
  /** One fold a speaker: that speaker is the test set. */
  LEAVE_ONE_SPEAKER_OUT("leave-one-speaker-out");

  private final String word;

  SplitRule(String word) {
    this.word = word;
  }

  /** The word that stands in a configuration. */
  public String word() {
    return word;
  }

  static List<String> words() {
    return Arrays.stream(values()).map(SplitRule::word).toList();
  }

  static SplitRule ofWord(String word) {
    return Arrays.stream(values()).filter(rule -> rule.word.equals(word)).findFirst().orElseThrow();
  }
}
