package org.plateau.corpus.standins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.plateau.corpus.CorpusSettings;
import org.plateau.corpus.LocalFileTree;
import org.plateau.corpus.SplitRule;
import org.plateau.corpus.UtteranceEntry;
import org.plateau.corpus.emodb.EmodbName;
import org.plateau.corpus.emodb.EmodbReader;

/**
 * A folder of synthetic MSP-Podcast releases. What differs between them is stated beside them, in
 * {@code expected-counts.csv} and {@code expected-changes.csv}, from the plan and not from the
 * files.
 */
public final class MspStandIn {
  private static final Map<Character, Character> CUES =
      Map.of(
          'A', 'W', 'H', 'F', 'N', 'N', 'S', 'T', 'U', 'U', 'F', 'A', 'D', 'D', 'C', 'C', 'O', 'R',
          'X', 'R');

  /**
   * EmoDB's letter to the class letter: anger, happiness, neutral, sadness, fear, disgust, boredom.
   */
  private static final Map<String, Character> EMODB_CLASSES =
      Map.of("W", 'A', "F", 'H', "N", 'N', "T", 'S', "A", 'F', "E", 'D', "L", 'O');

  private static final Map<String, String> EMODB_SPLITS =
      Map.of("13", "dev", "14", "dev", "15", "test1", "16", "test1");

  private MspStandIn() {}

  /** The cue that a class letter is played with. */
  static char cue(char emotion) {
    return CUES.get(emotion);
  }

  /**
   * Writes releases of synthetic clips.
   *
   * @param folder made if it is not there
   * @param releases such as 1.9 and 1.10
   * @param clips clips of the newest release, without Test3
   */
  public static void write(Path folder, List<String> releases, int clips, Voices voices)
      throws IOException {
    write(folder, MspPlan.synthetic(releases, clips, voices.seed()), voices);
  }

  /**
   * Puts the recordings of an EmoDB folder into the layout: anger, happiness, neutral, sadness,
   * fear, disgust as they are, boredom as other; speakers 13 and 14 are Development, 15 and 16
   * Test1. Test3 clips are synthesised.
   *
   * @param emodb a folder as distributed
   */
  public static void writeFromEmodb(Path folder, List<String> releases, Path emodb, Voices voices)
      throws IOException {
    LocalFileTree tree = LocalFileTree.open("from-emodb", emodb);
    CorpusSettings settings = new CorpusSettings(List.of(), new SplitRule(EMODB_SPLITS, "train"));
    List<MspClip> clips = new ArrayList<>();
    Map<String, Integer> segments = new HashMap<>();
    for (UtteranceEntry utterance : new EmodbReader().read(tree, settings).utterances()) {
      EmodbName name = EmodbName.parse(utterance.utterance()).orElseThrow();
      int segment = segments.merge(name.speaker(), 1, Integer::sum);
      String speaker = String.valueOf(Integer.parseInt(name.speaker()));
      clips.add(
          new MspClip(
              "MSP-PODCAST_00%s_%s".formatted(name.speaker(), four(segment)),
              speaker,
              speaker,
              name.gender().equals("female"),
              utterance.split(),
              EMODB_CLASSES.get(name.emotion()),
              EMODB_CLASSES.get(name.emotion()),
              0,
              name.sentence(),
              emodb.resolve(utterance.path())));
    }
    write(folder, MspPlan.of(releases, clips), voices);
  }

  private static String four(int number) {
    return String.format(Locale.ROOT, "%04d", number);
  }

  private static void write(Path folder, MspPlan plan, Voices voices) throws IOException {
    String before = null;
    for (Map.Entry<String, List<MspClip>> release : plan.clips().entrySet()) {
      MspReleaseWriter writer = new MspReleaseWriter(folder, release.getKey());
      writer.writeLabels(release.getValue());
      Path audio = writer.audioFolder();
      List<MspClip> clips = release.getValue();
      StandInFiles.writeClips(
          clips.size(),
          i ->
              new StandInFiles.Clip(
                  audio.resolve(clips.get(i).name() + ".wav"), wav(clips.get(i), voices)));
      if (before != null) {
        writer.writeEarlier(before, plan.clips().get(before), clips);
      }
      before = release.getKey();
    }
    StandInFiles.text(folder.resolve("expected-counts.csv"), MspExpectations.counts(plan.clips()));
    StandInFiles.text(
        folder.resolve("expected-changes.csv"), MspExpectations.changes(plan.clips()));
  }

  private static byte[] wav(MspClip clip, Voices voices) {
    if (clip.recording() == null) {
      String name = clip.name() + "/" + clip.take();
      return voices.wav(clip.voice(), clip.female(), cue(clip.played()), name, clip.text());
    }
    try {
      return Files.readAllBytes(clip.recording());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names of the clips of one release that the other does not hold. */
  static Set<String> without(List<MspClip> clips, List<MspClip> others) {
    TreeSet<String> names = new TreeSet<>();
    clips.forEach(clip -> names.add(clip.name()));
    others.forEach(clip -> names.remove(clip.name()));
    return names;
  }
}
