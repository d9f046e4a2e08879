package org.plateau.stages.imports;

import java.io.Serializable;
import java.util.List;
import org.plateau.models.ImportedRun;

/**
 * What many rows share: a run, judged on one test set under one condition.
 *
 * @param run what names the run
 * @param runId its hash
 * @param testSet where it is judged
 * @param condition under which condition
 * @param modality {@code audio} or {@code text}, or null where the file does not say
 * @param classes the task's classes, in the order of the logits
 */
public record Slot(
    ImportedRun run,
    String runId,
    String testSet,
    String condition,
    String modality,
    List<String> classes)
    implements Serializable {
  public Slot {
    classes = List.copyOf(classes);
  }
}
