package org.plateau.corpus.labels;

import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.plateau.audio.QuarantineReason;

/**
 * One value a key. A second, equal one is no defect; where two differ neither is used, and the later
 * place is set aside.
 *
 * @param <V> what is said of a key; compared by equals
 */
public final class Agreed<V> {
  private final Map<String, V> values = new TreeMap<>();
  private final Set<String> contradicted = new HashSet<>();

  /**
   * Adds a value.
   *
   * @throws LabelException if another value stands for the key
   */
  public void put(String key, V value) throws LabelException {
    V before = values.putIfAbsent(key, value);
    if (before != null && !before.equals(value)) {
      contradicted.add(key);
      throw new LabelException(
          QuarantineReason.CONFLICTING_LABEL,
          "%s: %s, an earlier entry says %s; neither is used".formatted(key, value, before));
    }
  }

  /** Whether any value was given for the key, contradicted or not. */
  public boolean mentions(String key) {
    return values.containsKey(key);
  }

  /** Whether two different values were given. */
  public boolean isContradicted(String key) {
    return contradicted.contains(key);
  }

  /** The value of a key, or null where none was given or two differ. */
  public V get(String key) {
    return contradicted.contains(key) ? null : values.get(key);
  }

  /** Whether nothing was added. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** Every key that was mentioned, in order. */
  public Set<String> keys() {
    return Collections.unmodifiableSet(values.keySet());
  }
}
