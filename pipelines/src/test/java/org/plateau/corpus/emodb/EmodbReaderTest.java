package org.plateau.corpus.emodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.audio.QuarantineReason;
import org.plateau.config.UserException;
import org.plateau.corpus.CorpusListing;
import org.plateau.corpus.CorpusReaders;
import org.plateau.corpus.CorpusSettings;
import org.plateau.corpus.LabelEntry;
import org.plateau.corpus.LocalFileTree;
import org.plateau.corpus.QuarantineEntry;
import org.plateau.corpus.SplitRule;
import org.plateau.corpus.TaskDefinition;
import org.plateau.corpus.TranscriptEntry;
import org.plateau.corpus.UtteranceEntry;
import org.plateau.testing.SharedData;

class EmodbReaderTest {
  private static final List<String> CLASSES = List.of("angry", "happy", "neutral", "sad");
  private static final Map<String, String> LABELS =
      Map.of("W", "angry", "F", "happy", "N", "neutral", "T", "sad");
  private static final CorpusSettings SETTINGS =
      new CorpusSettings(
          List.of(
              new TaskDefinition("msp-podcast-4", CLASSES, LABELS),
              new TaskDefinition("emodb-4", CLASSES, LABELS)),
          new SplitRule(Map.of("13", "dev", "14", "dev", "15", "test", "16", "test"), "train"));

  @TempDir private Path folder;

  private static CorpusListing read(Path root) throws IOException {
    return CorpusReaders.find("emodb")
        .read(LocalFileTree.open("corpora.emodb.path", root), SETTINGS);
  }

  private void file(String path, String text) throws IOException {
    Path target = folder.resolve(path);
    Files.createDirectories(target.getParent());
    Files.write(target, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static <T> Map<String, Long> counts(List<T> all, Function<T, String> key) {
    return all.stream().collect(Collectors.groupingBy(key, Collectors.counting()));
  }

  @Test
  void theRealFolder() throws IOException {
    CorpusListing listing = read(SharedData.path("data/emodb"));
    assertThat(listing.release()).isEqualTo("1");
    assertThat(listing.quarantine()).isEmpty();
    assertThat(listing.utterances()).hasSize(339);
    assertThat(listing.transcripts()).hasSize(339);
    assertThat(listing.labels()).hasSize(678).allMatch(label -> label.humanAgreement() >= 0.8);
    List<LabelEntry> own =
        listing.labels().stream().filter(label -> label.task().equals("emodb-4")).toList();
    assertThat(counts(own, LabelEntry::label))
        .isEqualTo(Map.of("angry", 127L, "happy", 71L, "neutral", 79L, "sad", 62L));
    // Lines 4, 6 and 817 of erkennung.txt: 90,00 and 100,00 and 100,00.
    assertThat(own)
        .extracting(LabelEntry::utterance, LabelEntry::humanAgreement)
        .contains(tuple("03a01Fa", 0.9), tuple("03a01Nc", 1.0), tuple("16b10Wb", 1.0));
    assertThat(counts(listing.utterances(), UtteranceEntry::gender).keySet())
        .containsExactlyInAnyOrder("male", "female");
    assertThat(counts(listing.utterances(), UtteranceEntry::speaker)).hasSize(10);
    assertThat(counts(listing.utterances(), UtteranceEntry::split).keySet())
        .containsExactlyInAnyOrder("train", "dev", "test");
    assertThat(listing.utterances().get(0))
        .isEqualTo(
            new UtteranceEntry(
                "03a01Fa", "wav/03a01Fa.wav", "03", "male", "train", null, null, null));
    assertThat(listing.transcripts())
        .contains(
            new TranscriptEntry(
                "16b10Wb",
                "human",
                "de",
                "Die wird auf dem Platz sein, wo wir sie immer hinlegen."));
  }

  @Test
  void allEmotionsAreUtterancesFourHaveLabels() throws IOException {
    for (String emotion : EmodbName.EMOTIONS.split("")) {
      file("download/download/wav/13a05" + emotion + "b.wav", "");
    }
    CorpusListing listing = read(folder);
    assertThat(listing.utterances())
        .hasSize(7)
        .allSatisfy(
            utterance -> {
              assertThat(utterance.gender()).isEqualTo("female");
              assertThat(utterance.split()).isEqualTo("dev");
              assertThat(utterance.path()).startsWith("download/download/wav/");
            });
    assertThat(listing.labels())
        .extracting(LabelEntry::utterance, LabelEntry::task, LabelEntry::label)
        .containsExactly(
            tuple("13a05Fb", "emodb-4", "happy"),
            tuple("13a05Fb", "msp-podcast-4", "happy"),
            tuple("13a05Nb", "emodb-4", "neutral"),
            tuple("13a05Nb", "msp-podcast-4", "neutral"),
            tuple("13a05Tb", "emodb-4", "sad"),
            tuple("13a05Tb", "msp-podcast-4", "sad"),
            tuple("13a05Wb", "emodb-4", "angry"),
            tuple("13a05Wb", "msp-podcast-4", "angry"));
    assertThat(listing.labels()).allMatch(label -> label.humanAgreement() == null);
    assertThat(listing.quarantine()).isEmpty();
  }

  @Test
  void strayFilesArePassedOverAndWrongNamesSetAside() throws IOException {
    file("wav/03a01Fa.wav", "");
    for (String stray :
        List.of(
            "wav/._03a01Fa.wav",
            "wav/.DS_Store",
            "wav/Thumbs.db",
            "__MACOSX/wav/03a01Wa.wav",
            "lablaut/03a01Faxx.lablaut",
            "wav_laryng/03a01Faxx.wav",
            "erklaerung.txt")) {
      file(stray, "");
    }
    List<String> wrong =
        List.of(
            "wav/03a01F.wav",
            "wav/03a01Fxa.wav",
            "wav/03a01Xa.wav",
            "wav/03a99Fa.wav",
            "wav/99a01Fa.wav",
            "wav/notes.wav",
            "wav/recording 1.WAV");
    for (String name : wrong) {
      file(name, "");
    }
    CorpusListing listing = read(folder);
    assertThat(listing.utterances())
        .extracting(UtteranceEntry::utterance)
        .containsExactly("03a01Fa");
    assertThat(listing.quarantine())
        .extracting(QuarantineEntry::path, QuarantineEntry::reason)
        .containsExactlyElementsOf(
            wrong.stream().sorted().map(path -> tuple(path, QuarantineReason.BAD_NAME)).toList());
  }

  @Test
  void aSecondFileOfAnUtteranceIsSetAside() throws IOException {
    file("copy/03a01Fa.wav", "1");
    file("wav/03a01Fa.WAV", "2");
    CorpusListing listing = read(folder);
    assertThat(listing.utterances())
        .extracting(UtteranceEntry::path)
        .containsExactly("wav/03a01Fa.WAV");
    assertThat(listing.quarantine())
        .containsExactly(
            new QuarantineEntry(
                "copy/03a01Fa.wav",
                QuarantineReason.CONFLICTING_LABEL,
                "a second file for utterance 03a01Fa; wav/03a01Fa.WAV is kept"));
  }

  @Test
  void theListenersTable() throws IOException {
    for (String name : List.of("03a01Fa", "03a01Wa", "03a01Nc", "03a01Ta", "03a02Wb")) {
      file("wav/" + name + ".wav", "");
    }
    String pad = "\u00a0".repeat(5);
    file(
        "erkennung.txt",
        "Nr.\tSatz\terkannt\tnatuerlich\r\n"
            + "1\u00a0\u00a0\t03a01Fa.wav\t87,50"
            + pad
            + "\t75,00"
            + pad
            + "\r\n"
            + "2\t03a01Wa.wav\tviel\t75,00\r\n"
            + "3\t03a01Nc.wav\t100\r\n"
            + "4\t03a01Ta.wav\t65,00\t5,00\r\n"
            + "5\t03a01Ta.wav\t70,00\t5,00\r\n"
            + "6\t03a02Wb\t100.0\t100\u00a0\u00a0\u00a0\r\n"
            + "\r\n"
            + "7\t08a01Wa.wav\t100,01\t1,00\r\n"
            + "8\t09a01Wa.wav\t95,00\t1,00\r\n");
    CorpusListing listing = read(folder);
    assertThat(listing.labels().stream().filter(label -> label.task().equals("emodb-4")))
        .extracting(LabelEntry::utterance, LabelEntry::humanAgreement)
        .containsExactly(
            tuple("03a01Fa", 0.875),
            tuple("03a01Nc", null),
            tuple("03a01Ta", null),
            tuple("03a01Wa", null),
            tuple("03a02Wb", 1.0));
    assertThat(listing.quarantine())
        .extracting(QuarantineEntry::path, QuarantineEntry::reason)
        .containsExactly(
            tuple("erkennung.txt:3", QuarantineReason.BAD_LABEL_LINE),
            tuple("erkennung.txt:4", QuarantineReason.BAD_LABEL_LINE),
            tuple("erkennung.txt:6", QuarantineReason.CONFLICTING_LABEL),
            tuple("erkennung.txt:9", QuarantineReason.BAD_LABEL_LINE));
  }

  @Test
  void aFolderWithoutRecordingsIsTheUsersMistake() throws IOException {
    file("readme.txt", "");
    assertThatThrownBy(() -> read(folder))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("must hold EmoDB recordings such as wav/03a01Fa.wav");
    assertThatThrownBy(() -> CorpusReaders.find("nothing"))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("corpus: nothing must be one of [");
  }

  @Test
  void settingsThatDoNotFit() {
    assertThatThrownBy(() -> new TaskDefinition("t", CLASSES, Map.of("W", "anger")))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("task t: label map W = anger must name one of the classes");
    assertThatThrownBy(() -> new SplitRule(Map.of("13", "development"), "train"))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("split of speaker 13: development must be one of");
    CorpusSettings wrong =
        new CorpusSettings(
            List.of(new TaskDefinition("t", CLASSES, Map.of("ang", "angry"))),
            new SplitRule(Map.of(), "none"));
    assertThatThrownBy(() -> new EmodbReader().read(LocalFileTree.open("p", folder), wrong))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("task t: label map key ang must be one of the emotion letters");
  }
}
