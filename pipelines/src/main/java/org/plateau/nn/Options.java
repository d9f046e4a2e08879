package org.plateau.nn;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.plateau.config.UserException;

/** Reads the options of a catalogue entry; a wrong one is the user's mistake. */
public final class Options {
  private final String architecture;
  private final Map<String, String> values;

  /**
   * @param architecture name for messages
   * @param values options as written
   * @param known names that the architecture takes
   */
  public Options(String architecture, Map<String, String> values, Set<String> known) {
    this.architecture = architecture;
    this.values = values;
    for (String name : new TreeSet<>(values.keySet())) {
      if (!known.contains(name)) {
        throw new UserException(
            "option "
                + name
                + " = "
                + values.get(name)
                + " of architecture "
                + architecture
                + " is not known; "
                + (known.isEmpty() ? "it takes none" : remedy(name, known)));
      }
    }
  }

  /** A whole number in [1, 2^20] that must be given. */
  public int count(String name) {
    String text = values.get(name);
    if (text == null) {
      throw new UserException(
          "option "
              + name
              + " of architecture "
              + architecture
              + " is missing; add it to the catalogue entry");
    }
    return parsedCount(name, text);
  }

  /** A whole number in [1, 2^20], or the default if absent. */
  public int count(String name, int absent) {
    String text = values.get(name);
    return text == null ? absent : parsedCount(name, text);
  }

  /** A number in [0, 1), or the default if absent. */
  public double probability(String name, double absent) {
    String text = values.get(name);
    if (text == null) {
      return absent;
    }
    double value = Double.NaN;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      // falls through: NaN is refused below
    }
    if (!(value >= 0 && value < 1)) {
      throw wrong(name, text, "a number in [0, 1)");
    }
    return value;
  }

  private int parsedCount(String name, String text) {
    int value = 0;
    try {
      value = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      // falls through: 0 is refused below
    }
    if (value < 1 || value > 1 << 20) {
      throw wrong(name, text, "a whole number in [1, 1048576]");
    }
    return value;
  }

  private UserException wrong(String name, String text, String rule) {
    return new UserException(
        "option " + name + " = " + text + " of architecture " + architecture + " must be " + rule);
  }

  private static String remedy(String name, Set<String> known) {
    return "did you mean " + Names.nearest(name, known) + "?";
  }
}
