package org.plateau.corpus;

import java.util.List;
import java.util.Objects;

/**
 * What the configuration says about one corpus.
 *
 * @param tasks tasks that this corpus has labels for
 * @param splitRule splits by speaker; corpora with official splits ignore it
 */
public record CorpusSettings(List<TaskDefinition> tasks, SplitRule splitRule) {
  public CorpusSettings {
    tasks = List.copyOf(tasks);
    Objects.requireNonNull(splitRule, "splitRule");
  }
}
