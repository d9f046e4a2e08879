package org.plateau.corpus.emodb;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an EmoDB file name says: two digits of speaker, three letters of text, one letter of
 * emotion, one letter of version, for example {@code 03a01Fa}.
 *
 * <p>Source: the documentation of EmoDB (Burkhardt et al., "A database of German emotional speech",
 * INTERSPEECH 2005).
 *
 * @param utterance the name without extension
 * @param speaker two digits
 * @param text text code
 * @param emotion emotion letter: W, L, E, A, F, T or N
 */
public record EmodbName(String utterance, String speaker, String text, String emotion) {
  /** Emotion letters: anger, boredom, disgust, fear, happiness, sadness, neutral. */
  public static final String EMOTIONS = "WLEAFTN";

  private static final Pattern NAME =
      Pattern.compile("(\\d\\d)([ab]\\d\\d)([" + EMOTIONS + "])[a-z]");

  private static final Map<String, String> GENDERS =
      new TreeMap<>(
          Map.of(
              "03", "male", "08", "female", "09", "female", "10", "male", "11", "male", "12",
              "male", "13", "female", "14", "female", "15", "male", "16", "female"));

  private static final Map<String, String> SENTENCES =
      new TreeMap<>(
          Map.of(
              "a01", "Der Lappen liegt auf dem Eisschrank.",
              "a02", "Das will sie am Mittwoch abgeben.",
              "a04", "Heute abend könnte ich es ihm sagen.",
              "a05", "Das schwarze Stück Papier befindet sich da oben neben dem Holzstück.",
              "a07", "In sieben Stunden wird es soweit sein.",
              "b01", "Was sind denn das für Tüten, die da unter dem Tisch stehen.",
              "b02", "Sie haben es gerade hochgetragen und jetzt gehen sie wieder runter.",
              "b03",
                  "An den Wochenenden bin ich jetzt immer nach Hause gefahren und habe Agnes"
                      + " besucht.",
              "b09", "Ich will das eben wegbringen und dann mit Karl was trinken gehen.",
              "b10", "Die wird auf dem Platz sein, wo wir sie immer hinlegen."));

  /** Reads a name without extension; empty where it does not follow the rule. */
  public static Optional<EmodbName> parse(String stem) {
    Matcher matcher = NAME.matcher(stem);
    if (!matcher.matches()
        || !GENDERS.containsKey(matcher.group(1))
        || !SENTENCES.containsKey(matcher.group(2))) {
      return Optional.empty();
    }
    return Optional.of(new EmodbName(stem, matcher.group(1), matcher.group(2), matcher.group(3)));
  }

  /** The ten speakers, in order. */
  public static Iterable<String> speakers() {
    return GENDERS.keySet();
  }

  /** The ten text codes, in order. */
  public static Iterable<String> texts() {
    return SENTENCES.keySet();
  }

  /** {@code male} or {@code female}. */
  public String gender() {
    return GENDERS.get(speaker);
  }

  /** The German sentence that is spoken. */
  public String sentence() {
    return SENTENCES.get(text);
  }
}
