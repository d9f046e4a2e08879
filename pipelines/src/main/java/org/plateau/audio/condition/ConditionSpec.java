package org.plateau.audio.condition;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One entry of the configuration.
 *
 * @param name the value of column {@code condition}, for example {@code quiet@20dB}
 * @param kind a provider's kind, or {@code cmd:} and a command line
 * @param options settings of that kind
 */
public record ConditionSpec(String name, String kind, Map<String, String> options) {
  public ConditionSpec {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    options = Map.copyOf(options);
  }

  /** Equal texts stand for equal conditions. */
  public String identity() {
    return name + "\n" + kind + "\n" + new TreeMap<>(options);
  }
}
