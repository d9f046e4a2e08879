package org.plateau.stages.imports;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.plateau.models.ModelAliases;

/**
 * What holds for every row of an import.
 *
 * @param classesByTask class names of each task, in the order of its logits
 * @param aliases other names of models
 * @param options values for rows that leave a field empty or out
 * @param ownSource the source that imports may not take
 */
public record ImportRules(
    Map<String, List<String>> classesByTask,
    ModelAliases aliases,
    Map<Field, String> options,
    String ownSource)
    implements Serializable {
  /** Fields that many rows share. */
  static final List<Field> SHARED =
      List.of(
          Field.TASK,
          Field.TEST_SET,
          Field.CONDITION,
          Field.MODEL,
          Field.SOURCE,
          Field.EXPERIMENT,
          Field.SEED,
          Field.RELEASE,
          Field.MODALITY);

  public ImportRules {
    classesByTask = Map.copyOf(classesByTask);
    options = Map.copyOf(options);
    if (!SHARED.containsAll(options.keySet())) {
      throw new IllegalArgumentException("options must be among " + SHARED + ": " + options);
    }
  }

  Collection<String> tasks() {
    return new TreeSet<>(classesByTask.keySet());
  }
}
