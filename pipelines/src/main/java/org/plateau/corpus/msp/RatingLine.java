package org.plateau.corpus.msp;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.plateau.corpus.RatingEntry;
import org.plateau.corpus.labels.LabelException;

/**
 * A rater's opinion as text: {@code WORKER00014332; Neutral; Neutral,Concerned; A:5.000000;
 * V:4.000000; D:4.000000;}. The primary class may be free text with semicolons of its own; the
 * secondary list, between the last of them and the attributes, may be empty.
 */
final class RatingLine {
  private static final int ATTRIBUTES = 3;
  private static final int FEWEST_FIELDS = 6;

  private RatingLine() {}

  static RatingEntry parse(String utterance, String line) throws LabelException {
    List<String> fields = fields(line);
    int end = fields.size() - ATTRIBUTES;
    if (fields.size() < FEWEST_FIELDS || fields.get(0).isBlank()) {
      throw LabelException.badLine(
          "rater; primary; secondary; A:n; V:n; D:n; is needed: " + line);
    }
    List<String> attributes = fields.subList(end, fields.size());
    return new RatingEntry(
        utterance,
        fields.get(0).strip(),
        orNull(String.join(";", fields.subList(1, end - 1))),
        orNull(fields.get(end - 1)),
        attribute(attributes, 'A', line),
        attribute(attributes, 'V', line),
        attribute(attributes, 'D', line));
  }

  /** Fields between semicolons, without the empty one behind the last. */
  static List<String> fields(String line) {
    List<String> fields = Arrays.asList(line.split(";", -1));
    int size = fields.size();
    return fields.get(size - 1).isBlank() ? fields.subList(0, size - 1) : fields;
  }

  /** The value of {@code A:3.4}, or null where none is given. */
  static Double attribute(List<String> fields, char letter, String line) throws LabelException {
    for (String field : fields) {
      String stripped = field.strip();
      if (stripped.toUpperCase(Locale.ROOT).startsWith(letter + ":")) {
        return MspCodes.rating(String.valueOf(letter), stripped.substring(2));
      }
    }
    throw LabelException.badLine("%s: is not among the last three fields: %s".formatted(letter, line));
  }

  static String orNull(String text) {
    String stripped = text.strip();
    return stripped.isEmpty() ? null : stripped;
  }
}
