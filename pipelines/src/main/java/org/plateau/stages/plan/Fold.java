package org.plateau.stages.plan;

import java.util.List;
import java.util.Map;

/**
 * One division of the data: what is learnt from, and what is judged.
 *
 * @param name empty for a fixed split, else the speaker left out
 * @param learning the rows of the splits train and dev
 * @param tests rows by test set name, in the order of the experiment
 */
public record Fold(String name, List<ClipRow> learning, Map<String, List<ClipRow>> tests) {
  public Fold {
    learning = List.copyOf(learning);
  }

  /** Number of rows in the split train. */
  public long trainingClips() {
    return learning.stream().filter(row -> row.split().equals("train")).count();
  }
}
