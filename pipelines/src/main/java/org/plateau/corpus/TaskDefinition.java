package org.plateau.corpus;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.plateau.config.UserException;

/**
 * A classification task as one corpus serves it.
 *
 * @param task task name
 * @param classes the task's classes, in the order of the logits; at least two, no duplicates
 * @param labelMap the corpus's own class codes to the task's classes; codes left out have no label
 *     under this task
 */
public record TaskDefinition(String task, List<String> classes, Map<String, String> labelMap) {
  public TaskDefinition {
    classes = List.copyOf(classes);
    labelMap = Map.copyOf(labelMap);
    if (classes.size() < 2 || new HashSet<>(classes).size() != classes.size()) {
      throw new UserException(
          "task %s: classes %s must be at least two and differ; mend the configuration"
              .formatted(task, classes));
    }
    for (Map.Entry<String, String> entry : labelMap.entrySet()) {
      if (!classes.contains(entry.getValue())) {
        throw new UserException(
            "task %s: label map %s = %s must name one of the classes %s; mend the configuration"
                .formatted(task, entry.getKey(), entry.getValue(), classes));
      }
    }
  }
}
