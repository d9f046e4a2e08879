package org.plateau.config;

import java.util.Objects;

/**
 * One resolved value and where it comes from.
 *
 * @param key dotted key
 * @param value the value as text: strings in quotes, lists in brackets
 * @param origin {@code default}, {@code FILE:LINE}, {@code --set} or another flag
 */
public record Setting(String key, String value, String origin) {
  public Setting {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(origin, "origin");
  }
}
