package org.plateau.corpus.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.audio.AudioException;
import org.plateau.audio.AudioLimits;
import org.plateau.audio.CanonicalAudio;
import org.plateau.audio.Canonicaliser;
import org.plateau.config.UserException;
import org.plateau.corpus.CorpusListing;
import org.plateau.corpus.CorpusSettings;
import org.plateau.corpus.LabelEntry;
import org.plateau.corpus.LocalFileTree;
import org.plateau.corpus.SplitRule;
import org.plateau.corpus.TaskDefinition;
import org.plateau.corpus.UtteranceEntry;
import org.plateau.corpus.emodb.EmodbReader;

class EmodbStandInTest {
  private static final CorpusSettings SETTINGS =
      new CorpusSettings(
          List.of(
              new TaskDefinition(
                  "emodb-4",
                  List.of("angry", "happy", "neutral", "sad"),
                  Map.of("W", "angry", "F", "happy", "N", "neutral", "T", "sad"))),
          new SplitRule(Map.of(), "train"));

  @TempDir private Path folder;

  private CorpusListing write(Path target, int clips, long seed) throws IOException {
    EmodbStandIn.write(target, new StandInSettings(clips, seed, EmodbStandIn.allSpeakers()));
    return new EmodbReader().read(LocalFileTree.open("p", target), SETTINGS);
  }

  @Test
  void theReaderAcceptsIt() throws IOException {
    CorpusListing listing = write(folder, 80, 1);
    assertThat(listing.quarantine()).isEmpty();
    assertThat(listing.utterances()).hasSize(80);
    assertThat(listing.labels()).hasSize(80).allMatch(label -> label.humanAgreement() != null);
    Map<String, Integer> classes = new HashMap<>();
    listing.labels().forEach(label -> classes.merge(label.label(), 1, Integer::sum));
    assertThat(classes).hasSize(4).containsValue(20);
    assertThat(listing.utterances().stream().map(UtteranceEntry::speaker).distinct()).hasSize(10);
    String table =
        new String(
            Files.readAllBytes(folder.resolve("erkennung.txt")), StandardCharsets.ISO_8859_1);
    assertThat(table)
        .startsWith("Nr.\tSatz\terkannt\tnatuerlich\n1\u00a0\u00a0\t03")
        .containsPattern("\t\\d+,00\u00a0{5}\t\\d+,00\u00a0{5}\n")
        .endsWith("\u00a0\u00a0\u00a0\n");
    assertThat(table.lines().count()).as("rows of absent recordings too").isGreaterThan(81);
  }

  @Test
  void clipsAreSpeechSizedAndCarryARelativeCue() throws IOException, AudioException {
    CorpusListing listing = write(folder, 120, 2);
    Canonicaliser canonicaliser = new Canonicaliser(AudioLimits.DEFAULT);
    Map<String, Double> logSum = new HashMap<>();
    for (int i = 0; i < listing.utterances().size(); i++) {
      UtteranceEntry utterance = listing.utterances().get(i);
      LabelEntry label = listing.labels().get(i);
      byte[] file = Files.readAllBytes(folder.resolve(utterance.path()));
      CanonicalAudio audio = canonicaliser.read(file, utterance.path());
      assertThat(audio.durationSeconds()).isBetween(1.19, 3.51);
      assertThat(audio.sampleRateHz()).isEqualTo(16_000);
      assertThat(audio.rms()).isBetween(0.002, 0.5);
      logSum.merge(label.label(), 20 * Math.log10(audio.rms()), Double::sum);
    }
    assertThat(logSum.get("angry") / 30).isGreaterThan(logSum.get("neutral") / 30 + 3);
    assertThat(logSum.get("sad") / 30).isLessThan(logSum.get("neutral") / 30 - 2);
  }

  @Test
  void equalSettingsGiveEqualBytes() throws IOException {
    write(folder.resolve("a"), 12, 7);
    write(folder.resolve("b"), 12, 7);
    write(folder.resolve("c"), 12, 8);
    byte[] first = Files.readAllBytes(folder.resolve("a/wav/03a01Wa.wav"));
    assertThat(Files.readAllBytes(folder.resolve("b/wav/03a01Wa.wav"))).isEqualTo(first);
    assertThat(Files.readAllBytes(folder.resolve("c/wav/03a01Wa.wav"))).isNotEqualTo(first);
    assertThat(folder.resolve("b/erkennung.txt"))
        .hasSameBinaryContentAs(folder.resolve("a/erkennung.txt"));
  }

  @Test
  void impossibleSettings() {
    assertThatThrownBy(() -> new StandInSettings(0, 1, List.of("03")))
        .isInstanceOf(UserException.class)
        .hasMessage("clips: 0 must be 1 to 10400; choose another number");
    assertThatThrownBy(() -> EmodbStandIn.write(folder, new StandInSettings(1, 1, List.of("04"))))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("speakers: 04 must be one of [03, 08,");
    assertThatThrownBy(
            () -> EmodbStandIn.write(folder, new StandInSettings(1041, 1, List.of("03"))))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("clips: 1041 must be at most 1040 for 1 speakers");
  }
}
