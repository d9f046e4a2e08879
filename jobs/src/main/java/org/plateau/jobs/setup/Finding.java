package org.plateau.jobs.setup;

import java.util.Objects;

/**
 * One result of the doctor.
 *
 * @param level how bad it is
 * @param name what was checked
 * @param text the finding, and the remedy where there is one
 */
record Finding(Level level, String name, String text) {
  /** How bad a finding is. */
  enum Level {
    /** As it should be. */
    OK,
    /** Works, but with less than wanted. */
    WARN,
    /** Some job cannot work. */
    FAIL
  }

  Finding {
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(text, "text");
  }

  static Finding ok(String name, String text) {
    return new Finding(Level.OK, name, text);
  }

  static Finding warn(String name, String text) {
    return new Finding(Level.WARN, name, text);
  }

  static Finding fail(String name, String text) {
    return new Finding(Level.FAIL, name, text);
  }

  /** {@code ok name: text}. */
  String line() {
    return "%-5s %s: %s".formatted(level.name().toLowerCase(java.util.Locale.ROOT), name, text);
  }
}
