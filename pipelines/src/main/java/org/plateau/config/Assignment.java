package org.plateau.config;

import java.util.Objects;

/**
 * One value given on the command line; wins over every file.
 *
 * @param key dotted key
 * @param value taken as it stands, unless it starts with {@code [}, <code>{</code> or {@code "}:
 *     then HOCON
 * @param origin the flag that carried it, for messages
 */
public record Assignment(String key, String value, String origin) {
  public Assignment {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(origin, "origin");
  }

  /**
   * Reads {@code key=value} as {@code --set} takes it.
   *
   * @throws UserException without a key or an equals sign
   */
  public static Assignment parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1 || text.substring(0, equals).isBlank()) {
      throw new UserException(
          "--set %s: must be key=value, for example --set train.threads=2".formatted(text));
    }
    return new Assignment(
        text.substring(0, equals).strip(), text.substring(equals + 1).strip(), "--set");
  }
}
