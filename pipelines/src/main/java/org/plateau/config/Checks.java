package org.plateau.config;

import java.util.Collection;
import java.util.HashSet;

/** Conditions of the configuration records; texts give name, value and rule. */
final class Checks {
  private Checks() {}

  static void that(boolean holds, String name, Object value, String rule) {
    if (!holds) {
      throw new BrokenRule(name, value, rule);
    }
  }

  static void notBlank(String value, String name) {
    that(value != null && !value.isBlank(), name, value, "must not be empty");
  }

  static void distinct(Collection<?> values, String name) {
    that(new HashSet<>(values).size() == values.size(), name, values, "must not repeat a value");
  }

  static void distinctNotEmpty(Collection<?> values, String name) {
    that(!values.isEmpty(), name, values, "must not be empty");
    distinct(values, name);
  }

  /** A complaint about one value; {@link Section#build} adds file and line. */
  static final class BrokenRule extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final String rule;

    BrokenRule(String name, Object value, String rule) {
      super("%s = %s: %s".formatted(name, value, rule));
      this.name = name;
      this.rule = rule;
    }

    /** Dotted key within the record's block. */
    String name() {
      return name;
    }

    String rule() {
      return rule;
    }
  }
}
