package org.plateau.corpus.msp;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.plateau.audio.QuarantineReason;
import org.plateau.corpus.labels.LabelException;
import org.plateau.corpus.labels.Values;

/** The words that MSP-Podcast's label files use for classes, splits, speakers and genders. */
public final class MspCodes {
  /**
   * Classes of the consensus: angry, sad, happy, surprise, fear, disgust, contempt, neutral, other, no
   * agreement.
   */
  public static final Set<String> CLASSES =
      Set.of("A", "S", "H", "U", "F", "D", "C", "N", "O", "X");

  /** Lowest and highest value of arousal, valence and dominance. */
  static final double LOWEST_RATING = 1;

  static final double HIGHEST_RATING = 7;

  private static final Map<String, String> SPLITS =
      Map.of(
          "train", "train",
          "validation", "dev",
          "development", "dev",
          "dev", "dev",
          "test", "test",
          "test1", "test1",
          "test2", "test2",
          "test3", "test3");

  private MspCodes() {}

  /**
   * The split of a word such as {@code Validation} or {@code Test 1}; null where the text stands for
   * no value, as {@code NA} does.
   *
   * @throws LabelException if there is no such split
   */
  public static String split(String text) throws LabelException {
    if (Values.isAbsent(text)) {
      return null;
    }
    String split = SPLITS.get(text.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", ""));
    if (split == null) {
      throw LabelException.badLine(
          "split: %s must be Train, Validation, Development, Test, Test1, Test2 or Test3"
              .formatted(text));
    }
    return split;
  }

  /**
   * A class letter; null where the text stands for no value.
   *
   * @throws LabelException if there is no such class
   */
  static String emotion(String text) throws LabelException {
    String stripped = text.strip();
    if (Values.isAbsent(stripped)) {
      return null;
    }
    if (!CLASSES.contains(stripped)) {
      throw new LabelException(
          QuarantineReason.UNKNOWN_CLASS,
          "class: %s must be one of A, S, H, U, F, D, C, N, O, X".formatted(stripped));
    }
    return stripped;
  }

  /** A speaker's number, or null where unknown; {@code 30.0} and {@code Speaker_30} are 30. */
  static String speaker(String text) {
    String stripped = text.strip();
    if (stripped.toLowerCase(Locale.ROOT).startsWith("speaker_")) {
      stripped = stripped.substring("speaker_".length()).strip();
    }
    if (stripped.endsWith(".0")) {
      stripped = stripped.substring(0, stripped.length() - 2);
    }
    return Values.isAbsent(stripped) ? null : stripped;
  }

  /** {@code male}, {@code female}, or null for any other word. */
  static String gender(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "male", "m" -> "male";
      case "female", "f" -> "female";
      default -> null;
    };
  }

  /** A mean or single rating of an attribute, or null where none is given. */
  static Double rating(String name, String text) throws LabelException {
    return Values.number(name, text, LOWEST_RATING, HIGHEST_RATING);
  }
}
