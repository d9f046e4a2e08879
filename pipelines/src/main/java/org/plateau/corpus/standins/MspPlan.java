package org.plateau.corpus.standins;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.plateau.config.UserException;
import org.plateau.corpus.ReleaseOrder;

/**
 * Which clips each stand-in release holds. The newest release has the asked number of clips; each
 * release before it lacks some of them, holds some that vanish later, and differs in the class,
 * split, speaker or recording of some others.
 */
final class MspPlan {
  /** Forty clips of a speaker: about the real shares of the ten classes. */
  private static final String CLASSES = "NHNXAHNSNHXNUNHACNXNHDNANHSXNHFNANSHOXNN";

  private static final String[] SPLITS = {
    "train", "test1", "train", "dev", "train", "test1", "train", "dev", "test2", "train"
  };

  /** Never between training and test, whose speakers must differ. */
  private static final Map<String, String> MOVED_FROM =
      Map.of("train", "dev", "dev", "train", "test1", "test2", "test2", "test1");

  private static final String FIRST_WITH_TEST3 = "1.11";
  private static final int CLIPS_PER_SPEAKER = 30;
  private static final int FEWEST_SPEAKERS = 10;
  private static final int KINDS_OF_CHANGE = 5;

  private final List<String> releases;

  /** Clips by release, in version order; within a release in order of creation. */
  private final Map<String, List<MspClip>> clips = new TreeMap<>(ReleaseOrder.BY_VERSION);

  private MspPlan(List<String> releases) {
    this.releases = releases.stream().sorted(ReleaseOrder.BY_VERSION).distinct().toList();
    if (this.releases.isEmpty() || this.releases.stream().anyMatch(r -> !r.matches("\\d+\\.\\d+"))) {
      throw new UserException(
          "releases: %s must be numbers such as 1.9,1.10; mend the list".formatted(releases));
    }
  }

  /** A plan of synthetic clips. */
  static MspPlan synthetic(List<String> releases, int clips, long seed) {
    return of(releases, synthesised(clips, seed));
  }

  /** A plan of given clips, in this order; none of them Test3. */
  static MspPlan of(List<String> releases, List<MspClip> newest) {
    MspPlan plan = new MspPlan(releases);
    plan.build(newest);
    return plan;
  }

  Map<String, List<MspClip>> clips() {
    return clips;
  }

  /** How many clips each kind of change touches, from one release to the next. */
  static int changesPerKind(int clips) {
    return Math.max(1, clips / 200);
  }

  private void build(List<MspClip> newest) {
    int kinds = changesPerKind(newest.size());
    int steps = releases.size() - 1;
    int touched = steps * kinds * KINDS_OF_CHANGE;
    if (touched > newest.size()) {
      throw new UserException(
          "clips: %d must be at least %d for %d releases that differ; ask for more clips"
              .formatted(newest.size(), touched, releases.size()));
    }
    List<MspClip> present = new ArrayList<>(newest);
    for (int step = steps; step >= 0; step--) {
      String release = releases.get(step);
      clips.put(release, withTest3(release, present, newest.size()));
      if (step > 0) {
        present = before(present, newest, step, kinds);
      }
    }
  }

  /** The release before: the changes of one step undone. */
  private static List<MspClip> before(
      List<MspClip> after, List<MspClip> newest, int step, int kinds) {
    int from = (step - 1) * kinds * KINDS_OF_CHANGE;
    Map<String, Integer> kindByName = new TreeMap<>();
    for (int i = 0; i < kinds * KINDS_OF_CHANGE; i++) {
      kindByName.put(newest.get(from + i).name(), i / kinds);
    }
    List<MspClip> before = new ArrayList<>();
    for (MspClip clip : after) {
      int kind = kindByName.getOrDefault(clip.name(), -1);
      switch (kind) {
        // Added by this step, so not there yet; another one vanishes with this step.
        case 0 -> before.add(vanishing(clip, step));
        case 1 -> before.add(clip.withEmotion(clip.emotion() == 'N' ? 'H' : 'N'));
        case 2 -> before.add(clip.withSplit(MOVED_FROM.get(clip.split())));
        case 3 ->
            before.add(
                clip.withSpeaker(clip.speaker().equals("Unknown") ? clip.voice() : "Unknown"));
        case 4 -> before.add(clip.recording() == null ? clip.withNewTake() : clip);
        default -> before.add(clip);
      }
    }
    return before;
  }

  private static MspClip vanishing(MspClip clip, int step) {
    String segment = clip.name().replaceFirst("^(MSP-PODCAST_\\d{4}_\\d{4}).*", "$1");
    return new MspClip(
        segment + String.format(Locale.ROOT, "_9%03d", step),
        clip.speaker(),
        clip.voice(),
        clip.female(),
        clip.split(),
        clip.emotion(),
        clip.played(),
        clip.take(),
        clip.text(),
        clip.recording());
  }

  private static List<MspClip> withTest3(String release, List<MspClip> clips, int newest) {
    List<MspClip> all = new ArrayList<>(clips);
    if (ReleaseOrder.BY_VERSION.compare(release, FIRST_WITH_TEST3) >= 0) {
      for (int i = 1; i <= Math.max(1, newest / 50); i++) {
        String name = String.format(Locale.ROOT, "MSP-PODCAST_test3_%04d", i);
        all.add(
            new MspClip(
                name, "Unknown", "t" + i % 7, i % 2 == 0, "test3", 'N', 'N', 0, "A plain word.", null));
      }
    }
    return all;
  }

  private static List<MspClip> synthesised(int clips, long seed) {
    int speakers = Math.max(FEWEST_SPEAKERS, clips / CLIPS_PER_SPEAKER);
    List<MspClip> all = new ArrayList<>();
    for (int i = 0; i < clips; i++) {
      int speaker = i % speakers;
      int round = i / speakers;
      char emotion = CLASSES.charAt((round * 7 + speaker * 3) % CLASSES.length());
      String split = SPLITS[speaker % SPLITS.length];
      String name =
          String.format(Locale.ROOT, "MSP-PODCAST_%04d_%04d", speaker % 10_000, round + 1)
              + (speaker >= 10_000 || i % 3 == 2
                  ? String.format(Locale.ROOT, "_%04d", 1 + speaker / 10_000)
                  : "");
      boolean unknown = split.equals("train") && round % 6 == 5;
      String id = String.valueOf(speaker + 1);
      String text =
          Sentences.english(
              split, MspStandIn.cue(emotion), new RandomStream(seed, "text/" + name));
      all.add(
          new MspClip(
              name, unknown ? "Unknown" : id, id, speaker % 2 == 0, split, emotion, emotion, 0, text, null));
    }
    return all;
  }
}
