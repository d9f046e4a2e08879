package org.plateau.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Label files typed from the description of the corpora. Their counts come from {@code recount.py}
 * beside them, which knows nothing of the readers.
 */
class TypedFixturesTest {
  private static final List<String> MSP_NAMES =
      List.of(
          "MSP-PODCAST_0001_0008", "MSP-PODCAST_0001_0009", "MSP-PODCAST_0001_0139",
          "MSP-PODCAST_0023_0048", "MSP-PODCAST_0103_0570_0003", "MSP-PODCAST_test3_0001");

  private final Locale locale = Locale.getDefault();
  private final TimeZone zone = TimeZone.getDefault();

  @TempDir private Path folder;

  @AfterEach
  void restore() {
    Locale.setDefault(locale);
    TimeZone.setDefault(zone);
  }

  private static Path typed(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(TypedFixturesTest.class.getResource("/corpora/" + name)).toURI());
    } catch (java.net.URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** The typed files of a corpus, and a recording for each name. */
  private CorpusListing read(String corpus, Path target) throws IOException {
    Path source = typed(corpus);
    Files.walkFileTree(
        source,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path copy = target.resolve(source.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
            return FileVisitResult.CONTINUE;
          }
        });
    List<String> names =
        corpus.equals("msp-podcast")
            ? MSP_NAMES
            : Files.readAllLines(
                    source.resolve("labels/IS2009EmotionChallenge/chunk_labels_5cl_corpus.txt"))
                .stream()
                .map(line -> line.split(" ")[0])
                .toList();
    Path audio = Files.createDirectories(target.resolve("Audios"));
    for (String name : names) {
      Files.write(audio.resolve(name + ".wav"), TestCorpora.wav());
    }
    return TestCorpora.read(corpus, LocalFileTree.open("path", target));
  }

  /** What {@code recount.py} counts, from the rows. */
  private static List<String> counts(CorpusListing aibo, CorpusListing msp) {
    Map<String, Integer> counts = new TreeMap<>();
    Map<String, UtteranceEntry> chunks = byName(aibo);
    for (LabelEntry label : aibo.labels()) {
      UtteranceEntry chunk = chunks.get(label.utterance());
      String key =
          "%s %s %s %s %s"
              .formatted(
                  label.task(),
                  chunk.split(),
                  chunk.speaker(),
                  label.label(),
                  label.humanAgreement());
      counts.merge(key, 1, Integer::sum);
    }
    int words = 0;
    for (RatingEntry rating : aibo.ratings()) {
      words += rating.rater().equals("labeller1") ? rating.secondary().split(" ").length : 0;
    }
    counts.put("fau-aibo words", words);
    Map<String, String> letters =
        msp.labels().stream().collect(Collectors.toMap(LabelEntry::utterance, LabelEntry::label));
    for (UtteranceEntry clip : msp.utterances()) {
      String letter = Map.of("angry", "A", "neutral", "N").get(letters.getOrDefault(
          clip.utterance(), ""));
      String noTask = clip.arousal() == null ? "-" : "X";
      String key =
          "msp-podcast %s %s %s %s"
              .formatted(
                  clip.split(),
                  Objects.toString(clip.speaker(), "Unknown"),
                  letter == null ? noTask : letter,
                  clip.arousal() == null ? "-" : clip.arousal());
      counts.merge(key, 1, Integer::sum);
    }
    counts.put("msp-podcast ratings", msp.ratings().size());
    return new TreeSet<>(counts.keySet())
        .stream().map(key -> key + ": " + counts.get(key)).toList();
  }

  private static Map<String, UtteranceEntry> byName(CorpusListing listing) {
    return listing.utterances().stream()
        .collect(Collectors.toMap(UtteranceEntry::utterance, utterance -> utterance));
  }

  @Test
  void countsAreThoseOfTheScript() throws IOException {
    CorpusListing aibo = read("fau-aibo", folder.resolve("aibo"));
    CorpusListing msp = read("msp-podcast", folder.resolve("msp"));
    assertThat(aibo.quarantine()).isEmpty();
    assertThat(msp.quarantine()).isEmpty();
    assertThat(counts(aibo, msp))
        .containsExactlyElementsOf(
            Files.readAllLines(typed("expected.txt"), StandardCharsets.UTF_8));
    assertThat(aibo.transcripts())
        .extracting(TranscriptEntry::text)
        .containsExactly("geh schön geradeaus Aibo", "so weiter", "stopp");
    assertThat(aibo.ratings())
        .contains(
            new RatingEntry("Ohm_01_015_00", "labeller3", "N", "N E", null, null, null),
            new RatingEntry("Ohm_01_015_00", "labeller4", "X", "X X", null, null, null));
    assertThat(msp.ratings())
        .contains(
            new RatingEntry(
                "MSP-PODCAST_0001_0139",
                "WORKER00014347",
                "Other-can't (really) tell; thinking",
                "Neutral,Concerned",
                3.0,
                4.0,
                2.0));
    assertThat(byName(msp).get("MSP-PODCAST_0023_0048").gender()).isEqualTo("female");
  }

  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "tr-TR", "und", "ar-EG"})
  void localeAndTimeZoneChangeNothing(String tag) throws IOException {
    Locale.setDefault(Locale.ROOT);
    CorpusListing aibo = read("fau-aibo", folder.resolve("1"));
    CorpusListing msp = read("msp-podcast", folder.resolve("2"));
    Locale.setDefault(Locale.forLanguageTag(tag));
    TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
    assertThat(read("fau-aibo", folder.resolve("3"))).isEqualTo(aibo);
    assertThat(read("msp-podcast", folder.resolve("4"))).isEqualTo(msp);
  }

  @Test
  void foldersWithBlanksAndOtherSigns() throws IOException {
    Path odd = folder.resolve("data #1/a%20b/Übung + ü");
    CorpusListing msp = read("msp-podcast", odd.resolve("MSP-PODCAST-Publish-1.10"));
    assertThat(msp.release()).isEqualTo("1.10");
    assertThat(msp.utterances()).hasSize(6);
    CorpusReader reader = CorpusReaders.find("msp-podcast");
    LocalFileTree above = LocalFileTree.open("path", folder.resolve("data #1"));
    List<ReleaseFolder> releases = reader.releases(above, TestCorpora.MSP);
    assertThat(releases)
        .containsExactly(
            new ReleaseFolder("1.10", List.of("a%20b/Übung + ü/MSP-PODCAST-Publish-1.10")));
    CorpusListing fromAbove = reader.read(above, releases.get(0), TestCorpora.MSP);
    assertThat(fromAbove.labels()).isEqualTo(msp.labels());
    for (UtteranceEntry utterance : fromAbove.utterances()) {
      assertThat(above.read(utterance.path(), 1 << 20)).isEqualTo(TestCorpora.wav());
    }
  }
}
