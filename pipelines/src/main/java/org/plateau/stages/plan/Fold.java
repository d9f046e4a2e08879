package org.plateau.stages.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

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

  /** The fold with only the rows that pass. */
  public Fold where(Predicate<ClipRow> test) {
    Map<String, List<ClipRow>> kept = new LinkedHashMap<>();
    tests.forEach((name, rows) -> kept.put(name, rows.stream().filter(test).toList()));
    return new Fold(name, learning.stream().filter(test).toList(), kept);
  }

  /** All rows, of what is learnt from and what is judged. */
  public Stream<ClipRow> clips() {
    return Stream.concat(learning.stream(), tests.values().stream().flatMap(List::stream));
  }

  /** Number of rows in the split train. */
  public long trainingClips() {
    return learning.stream().filter(row -> row.split().equals("train")).count();
  }
}
