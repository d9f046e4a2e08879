package org.plateau.audio.condition;

import java.util.Map;

/** Makes conditions of one kind; registered as a service, found by {@link #kind}. */
public interface ConditionProvider {
  /** Name that entries {@code conditions.<name>.kind} refer to, unique among all providers. */
  String kind();

  /**
   * A new condition.
   *
   * @param options the entry's options
   * @throws org.plateau.config.UserException for an option that is missing or wrong
   */
  Condition create(Map<String, String> options);
}
