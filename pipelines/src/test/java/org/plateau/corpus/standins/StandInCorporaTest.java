package org.plateau.corpus.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.audio.AudioException;
import org.plateau.audio.AudioLimits;
import org.plateau.audio.CanonicalAudio;
import org.plateau.audio.Canonicaliser;
import org.plateau.audio.QuarantineReason;
import org.plateau.config.UserException;
import org.plateau.corpus.CorpusListing;
import org.plateau.corpus.CorpusSettings;
import org.plateau.corpus.LabelEntry;
import org.plateau.corpus.LocalFileTree;
import org.plateau.corpus.SplitRule;
import org.plateau.corpus.TaskDefinition;
import org.plateau.corpus.TestCorpora;
import org.plateau.corpus.TranscriptEntry;
import org.plateau.corpus.UtteranceEntry;
import org.plateau.corpus.msp.MspReader;
import org.plateau.testing.SharedData;

class StandInCorporaTest {
  private static final List<String> RELEASES = List.of("2.0", "1.9", "1.10", "1.11");
  private static final Set<QuarantineReason> OF_AUDIO =
      Set.of(QuarantineReason.TRUNCATED, QuarantineReason.EMPTY_FILE);

  /** Every letter is a class, so that labels show the letters. */
  private static final CorpusSettings LETTERS =
      new CorpusSettings(
          null,
          "?",
          List.of(
              new TaskDefinition(
                  "letters",
                  List.of("A", "S", "H", "U", "F", "D", "C", "N", "O", "X"),
                  Stream.of("A", "S", "H", "U", "F", "D", "C", "N", "O", "X")
                      .collect(Collectors.toMap(c -> c, c -> c)))),
          new SplitRule(Map.of(), "none"),
          Map.of());

  @TempDir private Path folder;

  private StandInCorpora standIns(int clips, boolean defects) {
    return new StandInCorpora(
        clips, new Voices(3, OptionalDouble.of(0.1)), RELEASES, null, defects);
  }

  private LocalFileTree tree(Path root) {
    return LocalFileTree.open("path", root);
  }

  private List<CorpusListing> releases(Path root) throws IOException {
    MspReader reader = new MspReader();
    List<CorpusListing> listings = new ArrayList<>();
    for (var release : reader.releases(tree(root), LETTERS)) {
      listings.add(reader.read(tree(root), release, LETTERS));
    }
    return listings;
  }

  private static List<String> lines(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    return lines.subList(1, lines.size());
  }

  private static Map<String, String> classes(CorpusListing listing) {
    return listing.labels().stream()
        .collect(Collectors.toMap(LabelEntry::utterance, LabelEntry::label));
  }

  @Test
  void fourReleasesHoldExactlyWhatThePlanSays() throws IOException {
    standIns(400, false).write("msp-podcast", folder);
    List<CorpusListing> listings = releases(folder);
    assertThat(listings)
        .extracting(CorpusListing::release)
        .containsExactly("1.9", "1.10", "1.11", "2.0");
    assertThat(listings).allMatch(listing -> listing.quarantine().isEmpty());
    List<String> counts = new ArrayList<>();
    for (CorpusListing listing : listings) {
      Map<String, String> classes = classes(listing);
      TestCorpora.counts(
              listing.utterances(),
              u ->
                  u.split()
                      + ","
                      + classes.getOrDefault(u.utterance(), "")
                      + ","
                      + Objects.toString(u.speaker(), ""))
          .forEach((key, count) -> counts.add(listing.release() + "," + key + "," + count));
    }
    assertThat(counts).containsExactlyElementsOf(lines(folder.resolve("expected-counts.csv")));
    assertThat(listings.get(3).utterances()).hasSize(408);
    assertThat(listings.get(0).utterances()).hasSize(400);
    assertThat(TestCorpora.counts(listings.get(3).utterances(), UtteranceEntry::split))
        .containsEntry("test3", 8);
    assertThat(listings.get(3).transcripts()).hasSize(400);
    assertThat(listings.get(3).ratings().size()).isBetween(2000, 2800);
  }

  @Test
  void releasesDifferExactlyAsThePlanSays() throws IOException {
    standIns(400, false).write("msp-podcast", folder);
    List<CorpusListing> listings = releases(folder);
    List<String> changes = new ArrayList<>();
    for (int i = 1; i < listings.size(); i++) {
      changes.addAll(changes(listings.get(i - 1), listings.get(i)));
    }
    List<String> expected = lines(folder.resolve("expected-changes.csv"));
    assertThat(changes).containsExactlyInAnyOrderElementsOf(expected);
    Map<String, Integer> kinds = TestCorpora.counts(expected, line -> line.split(",")[3]);
    assertThat(kinds)
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "added", 14, "removed", 6, "relabelled", 6, "moved", 6, "speaker", 6, "audio",
                    6)));
  }

  private List<String> changes(CorpusListing old, CorpusListing now) throws IOException {
    Map<String, UtteranceEntry> first = byName(old);
    Map<String, UtteranceEntry> second = byName(now);
    Map<String, String> classes = classes(old);
    Map<String, String> newClasses = classes(now);
    Set<String> all = new TreeSet<>(first.keySet());
    all.addAll(second.keySet());
    List<String> changes = new ArrayList<>();
    for (String name : all) {
      String key = old.release() + "," + now.release() + "," + name + ",";
      UtteranceEntry a = first.get(name);
      UtteranceEntry b = second.get(name);
      if (a == null || b == null) {
        changes.add(key + (a == null ? "added,," : "removed,,"));
        continue;
      }
      change(changes, key + "relabelled,", classes.get(name), newClasses.get(name));
      change(changes, key + "moved,", a.split(), b.split());
      change(changes, key + "speaker,", a.speaker(), b.speaker());
      byte[] before = Files.readAllBytes(folder.resolve(a.path()));
      if (!Arrays.equals(before, Files.readAllBytes(folder.resolve(b.path())))) {
        changes.add(key + "audio,,");
      }
    }
    return changes;
  }

  private static void change(List<String> changes, String key, String before, String after) {
    if (!Objects.equals(before, after)) {
      changes.add(key + Objects.toString(before, "") + "," + Objects.toString(after, ""));
    }
  }

  private static Map<String, UtteranceEntry> byName(CorpusListing listing) {
    Map<String, UtteranceEntry> map = new HashMap<>();
    listing.utterances().forEach(utterance -> map.put(utterance.utterance(), utterance));
    return map;
  }

  @Test
  void addedDefectsAreSetAsideAndChangeNoRow() throws IOException {
    for (String corpus : List.of("emodb", "fau-aibo", "msp-podcast")) {
      Path sound = folder.resolve("sound/" + corpus);
      Path damaged = folder.resolve("damaged/" + corpus);
      standIns(120, false).write(corpus, sound);
      standIns(120, true).write(corpus, damaged);
      List<CorpusListing> before = TestCorpora.readAll(corpus, tree(sound));
      List<CorpusListing> after = TestCorpora.readAll(corpus, tree(damaged));
      Set<String> setAside = new TreeSet<>();
      for (int i = 0; i < before.size(); i++) {
        assertThat(before.get(i).quarantine()).isEmpty();
        assertThat(after.get(i).utterances()).containsAll(before.get(i).utterances());
        assertThat(after.get(i).labels()).containsAll(before.get(i).labels());
        assertThat(after.get(i).ratings()).isEqualTo(before.get(i).ratings());
        assertThat(after.get(i).transcripts()).containsAll(before.get(i).transcripts());
        after.get(i).quarantine().forEach(e -> setAside.add(e.path() + "," + e.reason().code()));
        after.get(i).utterances().forEach(each -> decode(damaged, each, setAside));
      }
      assertThat(setAside)
          .containsExactlyElementsOf(
              new TreeSet<>(lines(damaged.resolve("expected-quarantine.csv"))));
    }
  }

  private static void decode(Path root, UtteranceEntry utterance, Set<String> setAside) {
    try {
      byte[] file = Files.readAllBytes(root.resolve(utterance.path()));
      new Canonicaliser(AudioLimits.DEFAULT).read(file, utterance.path());
    } catch (AudioException e) {
      assertThat(OF_AUDIO).contains(e.reason());
      setAside.add(utterance.path() + "," + e.reason().code());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void childrenOfBothSchoolsInTheChallengesSplits() throws IOException {
    standIns(1020, false).write("fau-aibo", folder);
    CorpusListing listing = TestCorpora.read("fau-aibo", tree(folder));
    assertThat(listing.quarantine()).isEmpty();
    assertThat(TestCorpora.counts(listing.utterances(), UtteranceEntry::split))
        .isEqualTo(Map.of("train", 480, "dev", 40, "test", 500));
    assertThat(TestCorpora.counts(listing.utterances(), UtteranceEntry::speaker))
        .hasSize(51)
        .containsEntry("Ohm_31", 20)
        .containsEntry("Mont_25", 20);
    List<LabelEntry> five =
        listing.labels().stream().filter(label -> label.task().equals("fau-aibo-5")).toList();
    // 51 children, each the twenty turns NENNANENNPNNENRNNENA.
    assertThat(TestCorpora.counts(five, LabelEntry::label))
        .isEqualTo(Map.of("N", 612, "E", 204, "A", 102, "P", 51, "R", 51));
    assertThat(listing.labels()).hasSize(2040).allMatch(label -> label.humanAgreement() >= 0.6);
    assertThat(listing.ratings()).hasSize(5 * 1020);
    assertThat(listing.transcripts()).hasSize(1020);
    assertThat(listing.transcripts()).anyMatch(each -> each.text().contains("schön"));
  }

  @Test
  void transcriptTemplatesBelongToOneSplit() throws IOException {
    standIns(400, false).write("msp-podcast", folder);
    CorpusListing listing = releases(folder).get(3);
    Map<String, String> splits =
        listing.utterances().stream()
            .collect(Collectors.toMap(UtteranceEntry::utterance, UtteranceEntry::split));
    Map<String, Set<String>> beginnings = new HashMap<>();
    for (TranscriptEntry each : listing.transcripts()) {
      String beginning = each.text().substring(0, 5);
      // Clips that moved from one split to another keep their text.
      beginnings.computeIfAbsent(beginning, key -> new HashSet<>()).add(splits.get(each.utterance()));
    }
    Set<String> moved = new HashSet<>();
    for (String line : lines(folder.resolve("expected-changes.csv"))) {
      if (line.split(",")[3].equals("moved")) {
        moved.add(line.split(",")[2]);
      }
    }
    assertThat(moved).isNotEmpty();
    assertThat(beginnings.values()).allMatch(of -> of.size() == 1);
  }

  @Test
  void clipsDifferAndEqualSettingsGiveEqualBytes() throws IOException {
    standIns(300, false).write("iemocap", folder.resolve("a"));
    standIns(300, false).write("iemocap", folder.resolve("b"));
    Set<Integer> contents = new HashSet<>();
    int files = 0;
    try (Stream<Path> walk = Files.walk(folder.resolve("a"))) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        Path twin = folder.resolve("b").resolve(folder.resolve("a").relativize(file));
        assertThat(twin).hasSameBinaryContentAs(file);
        if (file.toString().endsWith(".wav")) {
          contents.add(Arrays.hashCode(Files.readAllBytes(file)));
          files++;
        }
      }
    }
    assertThat(files).isEqualTo(300);
    assertThat(contents).hasSize(300);
  }

  @Test
  void aQuickVoiceCarriesTheCueAgainstItsOwnLevel() {
    Voices voices = new Voices(5, OptionalDouble.of(0.5));
    Map<Character, Double> levels = new HashMap<>();
    for (char emotion : "WNT".toCharArray()) {
      double sum = 0;
      for (int i = 0; i < 40; i++) {
        short[] samples = voices.speak("1", true, emotion, "clip" + i + emotion, "");
        sum += 20 * Math.log10(org.plateau.audio.Pcm.rms(samples));
      }
      levels.put(emotion, sum / 40);
    }
    assertThat(levels.get('W')).isGreaterThan(levels.get('N') + 3);
    assertThat(levels.get('T')).isLessThan(levels.get('N') - 2);
  }

  @Test
  void scenesLieAsTheRealOnes() throws IOException, AudioException {
    TauStandIn.write(folder, 1500, 1, OptionalDouble.of(0.05));
    List<String> train = lines(folder.resolve("evaluation_setup/fold1_train.csv"));
    List<String> evaluate = lines(folder.resolve("evaluation_setup/fold1_evaluate.csv"));
    assertThat(lines(folder.resolve("meta.csv"))).hasSize(1500);
    assertThat(train.size() + evaluate.size()).isEqualTo(1500);
    assertThat(train).isNotEqualTo(train.stream().sorted().toList());
    Map<String, Integer> perSceneAndCity =
        TestCorpora.counts(train, line -> line.split("\t")[2] + line.split("-")[1]);
    assertThat(perSceneAndCity).hasSize(100);
    String path = train.get(0).split("\t")[0];
    assertThat(path).matches("audio/[a-z_]+-[a-z]+-\\d{1,4}-\\d{3,5}\\.wav");
    CanonicalAudio audio =
        new Canonicaliser(AudioLimits.DEFAULT)
            .read(Files.readAllBytes(folder.resolve(path)), path);
    assertThat(audio.sampleRateHz()).isEqualTo(48_000);
    assertThat(audio.channels()).isEqualTo(2);
    assertThat(audio.bits()).isEqualTo(24);
  }

  @Test
  void realRecordingsInTheLayoutOfMspPodcast() throws IOException {
    Path emodb = SharedData.path("data/emodb");
    new StandInCorpora(
            1, new Voices(1, OptionalDouble.empty()), List.of("1.10", "1.11"), emodb, false)
        .write("msp-podcast", folder);
    List<CorpusListing> listings = TestCorpora.readAll("msp-podcast", tree(folder));
    CorpusListing newest = listings.get(1);
    assertThat(newest.quarantine()).isEmpty();
    assertThat(TestCorpora.counts(newest.labels(), LabelEntry::label))
        .isEqualTo(Map.of("angry", 127, "happy", 71, "neutral", 79, "sad", 62));
    assertThat(newest.utterances()).hasSize(339 + 6);
    UtteranceEntry first = newest.utterances().get(0);
    assertThat(first.speaker()).isEqualTo("3");
    assertThat(folder.resolve(first.path()))
        .hasSameBinaryContentAs(emodb.resolve("wav/03a01Fa.wav"));
    assertThat(newest.transcripts())
        .contains(
            new TranscriptEntry(
                first.utterance(), "human", "en", "Der Lappen liegt auf dem Eisschrank."));
  }

  @Test
  void impossibleSettings() {
    assertThatThrownBy(() -> StandInCorpora.checked(List.of("emodb", "msp")))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("--corpus: msp must be one of [emodb, fau-aibo, iemocap,");
    assertThatThrownBy(() -> new Voices(1, OptionalDouble.of(0)))
        .isInstanceOf(UserException.class)
        .hasMessage("seconds: 0.0 must be 0.05 to 60.0; choose another length");
    assertThatThrownBy(() -> standIns(0, false))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("clips: 0 must be 1 to 1000000");
    assertThatThrownBy(() -> standIns(5, false).write("msp-podcast", folder))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("clips: 5 must be at least 15 for 4 releases");
    assertThatThrownBy(() -> MspPlan.synthetic(List.of("newest"), 10, 1))
        .isInstanceOf(UserException.class)
        .hasMessage("releases: [newest] must be numbers such as 1.9,1.10; mend the list");
  }
}
