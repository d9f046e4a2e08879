package org.plateau.corpus.iemocap;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of an utterance says, for example {@code Ses01F_impro01_M003}: session 1, dialogue
 * {@code Ses01F_impro01}, the man talks. The letter behind the session tells who wears the motion
 * markers in the dialogue, <b>not</b> who talks; the talker is the letter after the last
 * underscore.
 *
 * @param utterance the whole name
 * @param session 1 to 5
 * @param talker F or M
 */
record IemocapName(String utterance, int session, char talker) {
  private static final Pattern NAME =
      Pattern.compile("Ses0([1-5])[FM]_(?:impro|script)\\d\\d[A-Za-z0-9_]*_([FM])\\d{3}");

  /** Reads a name without extension; empty where it does not follow the rule. */
  static Optional<IemocapName> parse(String stem) {
    Matcher matcher = NAME.matcher(stem);
    return matcher.matches()
        ? Optional.of(
            new IemocapName(stem, Integer.parseInt(matcher.group(1)), matcher.group(2).charAt(0)))
        : Optional.empty();
  }

  /** Session and talker, for example {@code Ses01_M}: ten speakers in all. */
  String speaker() {
    return "Ses0" + session + "_" + talker;
  }

  /** {@code male} or {@code female}. */
  String gender() {
    return talker == 'M' ? "male" : "female";
  }
}
