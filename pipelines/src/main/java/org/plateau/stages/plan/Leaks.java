package org.plateau.stages.plan;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.plateau.config.UserException;

/**
 * Refuses to train on what is tested: a speaker, or the same sound, in train and in a test set.
 * Speaker ids are compared within a corpus, since two corpora may number theirs alike; sounds are
 * compared everywhere. An unknown speaker is nobody's.
 */
public final class Leaks {
  private static final int NAMED = 5;

  private Leaks() {}

  /**
   * Checks what an experiment learns from against what it is judged on.
   *
   * @param task name of the task, for the message
   * @param corpus the corpus that is learnt from
   * @throws UserException if a speaker or a sound of train is in a test set
   */
  public static void refuse(String task, String corpus, List<Fold> folds) {
    for (Fold fold : folds) {
      List<ClipRow> train =
          fold.learning().stream().filter(row -> row.split().equals("train")).toList();
      Set<String> speakers = new HashSet<>();
      Set<String> sounds = new HashSet<>();
      for (ClipRow row : train) {
        sounds.add(row.audioId());
        if (row.speaker() != null) {
          speakers.add(row.speaker());
        }
      }
      for (Map.Entry<String, List<ClipRow>> test : fold.tests().entrySet()) {
        boolean sameCorpus = test.getKey().split("/", 2)[0].equals(corpus);
        Set<String> sharedSpeakers = new TreeSet<>();
        Set<String> sharedClips = new TreeSet<>();
        for (ClipRow row : test.getValue()) {
          if (sameCorpus && row.speaker() != null && speakers.contains(row.speaker())) {
            sharedSpeakers.add(row.speaker());
          }
          if (sounds.contains(row.audioId())) {
            sharedClips.add(row.utterance());
          }
        }
        if (!sharedSpeakers.isEmpty() || !sharedClips.isEmpty()) {
          throw new UserException(
              "train.leaks = stop: task %s, test set %s shares %d speakers%s and %d identical clips%s with train; mend the splits or set train.leaks=accept"
                  .formatted(
                      task,
                      test.getKey(),
                      sharedSpeakers.size(),
                      some(sharedSpeakers),
                      sharedClips.size(),
                      some(sharedClips)));
        }
      }
    }
  }

  private static String some(Collection<String> names) {
    if (names.isEmpty()) {
      return "";
    }
    String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
    return " (" + first + (names.size() > NAMED ? ", ..." : "") + ")";
  }
}
