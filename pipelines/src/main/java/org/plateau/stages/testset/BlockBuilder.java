package org.plateau.stages.testset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.unsafe.types.UTF8String;

/** Collects the rows of one test set within one partition. */
final class BlockBuilder {
  private final SetKey key;
  private final List<String> classNames;
  private final ClassColumn labels;
  private final ClassColumn predictions;
  private final Map<UTF8String, Integer> numbers = new HashMap<>();
  private final List<UTF8String> utterances = new ArrayList<>();
  private final List<UTF8String> speakers = new ArrayList<>();
  private final Map<UTF8String, UTF8String> knownSpeakers = new HashMap<>();
  private final Map<String, RunClips> runs = new LinkedHashMap<>();
  private int last = -1;
  private String problem;

  /**
   * @param classNames classes of the task, or null for a task that nobody defined
   */
  BlockBuilder(SetKey key, List<String> classNames, String problem) {
    this.key = key;
    this.classNames = classNames == null ? List.of() : classNames;
    List<UTF8String> classes = this.classNames.stream().map(UTF8String::fromString).toList();
    this.labels = new ClassColumn(classes, this::unknownClass);
    this.predictions = new ClassColumn(classes, this::unknownClass);
    this.problem = problem;
  }

  SetKey key() {
    return key;
  }

  boolean hasProblem() {
    return problem != null;
  }

  RunClips run(String runId, String experiment, String model, long seed) {
    return runs.computeIfAbsent(
        runId, id -> new RunClips(id, experiment, model, seed, Math.max(1, classNames.size())));
  }

  /** Number of a clip; most runs list the same clips in the same order. */
  int clip(UTF8String utterance) {
    int next = last + 1;
    if (next < utterances.size() && utterances.get(next).equals(utterance)) {
      last = next;
    } else {
      Integer known = numbers.get(utterance);
      if (known == null) {
        UTF8String own = utterance.clone();
        known = utterances.size();
        utterances.add(own);
        speakers.add(null);
        numbers.put(own, known);
      }
      last = known;
    }
    return last;
  }

  /** True if the clip's speaker is known. */
  boolean hasSpeaker(int clip) {
    return speakers.get(clip) != null;
  }

  /** Names the speaker of a clip. */
  void speaker(int clip, UTF8String speaker) {
    UTF8String shared = knownSpeakers.get(speaker);
    if (shared == null) {
      shared = speaker.clone();
      knownSpeakers.put(shared, shared);
    }
    speakers.set(clip, shared);
  }

  /** Reads labels; notes a problem for a name that is no class. */
  ClassColumn labels() {
    return labels;
  }

  /** Reads predictions; notes a problem for a name that is no class. */
  ClassColumn predictions() {
    return predictions;
  }

  private void unknownClass(UTF8String name) {
    if (problem == null) {
      problem =
          "task %s: predictions hold the class %s, which must be one of %s"
              .formatted(key.task(), name, classNames);
    }
  }

  Block build() {
    return new Block(
        utterances.stream().map(UTF8String::toString).toArray(String[]::new),
        speakers.stream().map(s -> s == null ? null : s.toString()).toArray(String[]::new),
        new ArrayList<>(runs.values()),
        problem);
  }
}
