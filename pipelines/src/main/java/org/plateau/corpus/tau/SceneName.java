package org.plateau.corpus.tau;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a recording says: scene, city, location and segment, for example {@code
 * metro_station-lisbon-1175-44106}. A fifth part, the device, marks recordings of earlier sets.
 *
 * @param utterance the whole name
 * @param scene such as {@code metro_station}
 * @param city such as {@code lisbon}
 */
record SceneName(String utterance, String scene, String city) {
  private static final Pattern NAME =
      Pattern.compile("([a-z]+(?:_[a-z]+)*)-([a-z_]+)-(\\d{1,6})-(\\d{1,7})");

  /** Reads a name without extension; empty where it does not follow the rule. */
  static Optional<SceneName> parse(String stem) {
    Matcher matcher = NAME.matcher(stem);
    return matcher.matches()
        ? Optional.of(new SceneName(stem, matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }
}
