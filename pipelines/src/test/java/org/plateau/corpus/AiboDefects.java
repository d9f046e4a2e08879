package org.plateau.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.plateau.audio.QuarantineReason.BAD_LABEL_LINE;
import static org.plateau.audio.QuarantineReason.BAD_NAME;
import static org.plateau.audio.QuarantineReason.CONFLICTING_LABEL;
import static org.plateau.audio.QuarantineReason.MISSING_AUDIO;
import static org.plateau.audio.QuarantineReason.NO_SAMPLES;
import static org.plateau.audio.QuarantineReason.UNKNOWN_CLASS;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.plateau.audio.QuarantineReason;
import org.plateau.audio.WavWriter;

/** Section 1.7 of the description of the corpora: FAU-AIBO. */
final class AiboDefects {
  private static final String TWO = "labels/IS2009EmotionChallenge/chunk_labels_2cl_corpus.txt";
  private static final String FIVE = "labels/IS2009EmotionChallenge/chunk_labels_5cl_corpus.txt";
  private static final String TEXTS = "transliteration/transliteration.txt";

  private AiboDefects() {}

  private static MemoryFileTree sound(String root) {
    return new MemoryFileTree("/data/aibo")
        .with(root + TWO, "Ohm_01_015_00 IDL 1\nMont_01_000_00 NEG 0.6\n")
        .with(root + FIVE, "Ohm_01_015_00 N 1\nMont_01_000_00 E 0.8\n")
        .with(root + "wav/Ohm_01_015_00.wav", TestCorpora.wav())
        .with(root + "wav/Mont_01_000_00.wav", TestCorpora.wav());
  }

  private static void soundRows(CorpusListing listing) {
    assertThat(listing.labels())
        .extracting(
            LabelEntry::utterance, LabelEntry::task, LabelEntry::label, LabelEntry::humanAgreement)
        .containsExactly(
            tuple("Mont_01_000_00", "fau-aibo-2", "NEG", 0.6),
            tuple("Mont_01_000_00", "fau-aibo-5", "E", 0.8),
            tuple("Ohm_01_015_00", "fau-aibo-2", "IDL", 1.0),
            tuple("Ohm_01_015_00", "fau-aibo-5", "N", 1.0));
  }

  private static DefectCase kept(
      String number, String defect, MemoryFileTree tree, String outcome) {
    return kept(number, defect, tree, outcome, AiboDefects::soundRows);
  }

  private static DefectCase kept(
      String number,
      String defect,
      MemoryFileTree tree,
      String outcome,
      Consumer<CorpusListing> rows) {
    return DefectCase.kept(number, defect, "fau-aibo", tree, outcome, rows);
  }

  /** A line too many in the two-class file. */
  private static DefectCase line(
      String number, String defect, String line, QuarantineReason reason, String place) {
    MemoryFileTree tree =
        sound("").with(TWO, "Ohm_01_015_00 IDL 1\n" + line + "\nMont_01_000_00 NEG 0.6\n");
    return DefectCase.setAside(
        number, defect, "fau-aibo", tree, reason, TWO + place, AiboDefects::soundRows);
  }

  private static DefectCase setAside(
      String number, String defect, MemoryFileTree tree, QuarantineReason reason, String path) {
    return DefectCase.setAside(
        number, defect, "fau-aibo", tree, reason, path, AiboDefects::soundRows);
  }

  static List<DefectCase> cases() {
    String nested = "IS2009EmotionChallenge/IS2009EmotionChallenge/IS2009EmotionChallenge/";
    String sameLabels = "Ohm_01_015_00 IDL 1\nMont_01_000_00 NEG 0.6\n";
    return List.of(
        kept("1.7.1", "tripled root folder", sound(nested), "accepted"),
        line("1.7.2a", "label line of two fields", "Ohm_01_015_01 NEG", BAD_LABEL_LINE, ":2"),
        line("1.7.2b", "id with two underscores", "Ohm_01_015 NEG 1", BAD_NAME, ":2"),
        line("1.7.2c", "unknown class code", "Ohm_01_015_00 ANG 1", UNKNOWN_CLASS, ":2"),
        line("1.7.2d", "confidence above 1", "Ohm_01_015_01 NEG 60", BAD_LABEL_LINE, ":2"),
        kept(
            "1.7.3",
            "blank lines, blanks at line ends",
            sound("").with(TWO, "\nOhm_01_015_00 IDL 1  \n\n \nMont_01_000_00\tNEG  0.6"),
            "repaired"),
        kept(
            "1.7.4a",
            "clip of 10 samples",
            sound("")
                .with("wav/Ohm_01_015_00.wav", WavWriter.pcm16(new short[10], 16_000)),
            "accepted"),
        setAside(
            "1.7.4b",
            "clip of no samples",
            sound("").with("wav/Ohm_01_015_00.wav", WavWriter.pcm16(new short[0], 16_000)),
            NO_SAMPLES,
            "wav/Ohm_01_015_00.wav"),
        kept(
            "1.7.5",
            "the same child number in both schools",
            sound(""),
            "accepted",
            listing ->
                assertThat(listing.utterances())
                    .extracting(UtteranceEntry::speaker, UtteranceEntry::split)
                    .containsExactly(tuple("Mont_01", "test"), tuple("Ohm_01", "train"))),
        kept(
            "1.7.6a",
            "copies of a label file at two depths",
            sound("").with("chunk_labels_2cl_corpus.txt", sameLabels),
            "accepted"),
        setAside(
            "1.7.6b",
            "copies of a label file that differ",
            sound("").with("chunk_labels_2cl_corpus.txt", "Ohm_01_015_00 NEG 1\n"),
            CONFLICTING_LABEL,
            "chunk_labels_2cl_corpus.txt"),
        kept(
            "1.7.6c",
            "only the five-class file, in another folder",
            new MemoryFileTree("/data/aibo")
                .with("chunk_labels_5cl_corpus.txt", "Ohm_01_015_00 N 1\n")
                .with("default/Ohm_01_015_00.wav", TestCorpora.wav()),
            "accepted",
            listing ->
                assertThat(listing.labels())
                    .extracting(LabelEntry::task)
                    .containsExactly("fau-aibo-5")),
        kept(
            "1.7.p1",
            "CR LF and a byte order mark",
            sound("").with(TWO, "\uFEFFOhm_01_015_00 IDL 1\r\nMont_01_000_00 NEG 0.6\r\n"),
            "repaired"),
        line(
            "1.7.p2", "label without wav", "Ohm_01_999_00 NEG 1", MISSING_AUDIO, "#Ohm_01_999_00"),
        setAside(
            "1.7.p3",
            "a 48 kHz stereo copy beside",
            sound("").with("copies/Ohm_01_015_00.wav", TestCorpora.wav(48_000, 2)),
            CONFLICTING_LABEL,
            "copies/Ohm_01_015_00.wav"),
        kept(
            "1.7.p4",
            "school folders, upper-case extension",
            new MemoryFileTree("/data/aibo")
                .with("labels/chunk_labels_2cl_corpus.txt", "Ohm_01_015_00 IDL 1\n")
                .with("AIBO/wav/AIBO-O/Ohm_01_015_00.WAV", TestCorpora.wav()),
            "accepted",
            listing -> assertThat(listing.labels()).hasSize(1)),
        kept(
            "1.7.p5",
            "transliteration in ISO-8859-1",
            sound("").with(TEXTS, "Ohm_01_015_00 Aibo h\u00f6r doch #\n".getBytes(
                StandardCharsets.ISO_8859_1)),
            "repaired",
            listing ->
                assertThat(listing.transcripts())
                    .extracting(TranscriptEntry::text)
                    .containsExactly("Aibo h\u00f6r doch")),
        DefectCase.setAside(
            "1.7.p6",
            "two different labels for a chunk",
            "fau-aibo",
            sound("").with(TWO, "Ohm_01_015_00 IDL 1\nMont_01_000_00 NEG 1\nOhm_01_015_00 NEG 1\n"),
            CONFLICTING_LABEL,
            TWO + ":3",
            listing ->
                assertThat(
                        TestCorpora.counts(listing.labels(), l -> l.task() + " " + l.utterance()))
                    .isEqualTo(
                        Map.of(
                            "fau-aibo-2 Mont_01_000_00", 1,
                            "fau-aibo-5 Mont_01_000_00", 1,
                            "fau-aibo-5 Ohm_01_015_00", 1))));
  }
}
