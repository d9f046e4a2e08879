package org.plateau.stages.testset;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All predictions that stand in one statistic. Utterances are sorted by name and runs by id, so
 * that no result depends on how the rows were stored.
 *
 * @param key source, task, release, test set and condition
 * @param classes class names in the order of the logits
 * @param utterances names of the clips, sorted
 * @param speakers speaker of each clip, null where unknown
 * @param runs sorted by experiment, model, seed and id
 */
public record TestSet(
    SetKey key, List<String> classes, String[] utterances, String[] speakers, List<RunClips> runs)
    implements Serializable {

  /** Joins what the partitions hold. */
  static TestSet of(SetKey key, List<String> classes, Iterable<Block> blocks) {
    TreeSet<String> names = new TreeSet<>();
    for (Block block : blocks) {
      names.addAll(Arrays.asList(block.utterances()));
    }
    String[] utterances = names.toArray(String[]::new);
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < utterances.length; i++) {
      numbers.put(utterances[i], i);
    }
    String[] speakers = new String[utterances.length];
    Map<String, RunClips> runs = new TreeMap<>();
    for (Block block : blocks) {
      int[] translation = new int[block.utterances().length];
      for (int i = 0; i < translation.length; i++) {
        translation[i] = numbers.get(block.utterances()[i]);
        String speaker = block.speakers()[i];
        String before = speakers[translation[i]];
        if (speaker != null && (before == null || speaker.compareTo(before) < 0)) {
          speakers[translation[i]] = speaker;
        }
      }
      for (RunClips part : block.runs()) {
        runs.computeIfAbsent(
                part.runId(),
                id ->
                    new RunClips(id, part.experiment(), part.model(), part.seed(), classes.size()))
            .addAll(part, translation);
      }
    }
    List<RunClips> sorted = new ArrayList<>(runs.values());
    sorted.forEach(RunClips::finish);
    sorted.sort(
        Comparator.comparing(RunClips::experiment)
            .thenComparing(RunClips::model)
            .thenComparingLong(RunClips::seed)
            .thenComparing(RunClips::runId));
    return new TestSet(key, classes, utterances, speakers, sorted);
  }
}
