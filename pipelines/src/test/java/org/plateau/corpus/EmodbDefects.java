package org.plateau.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.plateau.audio.QuarantineReason.BAD_NAME;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Section 4.6 of the description of the corpora: EmoDB. */
final class EmodbDefects {
  private static final String PAD = "\u00a0".repeat(5);
  private static final String HEAD = "Nr.\tSatz\terkannt\tnatuerlich\n";
  private static final String ROW =
      "1\u00a0\u00a0\t03a01Fa.wav\t65,00" + PAD + "\t60,00\u00a0\u00a0\u00a0\n";

  private EmodbDefects() {}

  private static MemoryFileTree sound() {
    return new MemoryFileTree("/data/emodb")
        .with("wav/03a01Fa.wav", TestCorpora.wav())
        .with("erkennung.txt", (HEAD + ROW).getBytes(StandardCharsets.ISO_8859_1));
  }

  private static DefectCase kept(
      String number, String defect, MemoryFileTree tree, String outcome, Double agreement) {
    Consumer<CorpusListing> rows =
        listing ->
            assertThat(listing.labels())
                .extracting(
                    LabelEntry::utterance, LabelEntry::label, LabelEntry::humanAgreement)
                .containsExactly(tuple("03a01Fa", "happy", agreement));
    return DefectCase.kept(number, defect, "emodb", tree, outcome, rows);
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static List<DefectCase> cases() {
    return List.of(
        kept("4.6.1", "decimal comma, no-break spaces", sound(), "repaired", 0.65),
        kept(
            "4.6.2",
            "rows for files that are not distributed",
            sound().with("erkennung.txt", latin(HEAD + ROW + "2\t14b09Tb.wav\t90,00\t80,00\n")),
            "accepted",
            0.65),
        kept(
            "4.6.3",
            "copy at 22,050 Hz",
            sound().with("wav/03a01Fa.wav", TestCorpora.wav(22_050, 1)),
            "repaired",
            0.65),
        kept(
            "4.6.4a", "empty label file", sound().with("erkennung.txt", ""), "accepted", null),
        kept(
            "4.6.4b",
            "phonetic labels, mixed delimiters, empty file",
            sound()
                .with("silb/13a01Wb.silb", "")
                .with("silb/03a01Fa.silb", latin("0.1    d\u00fcr\n0.2\tab\n")),
            "accepted",
            0.65),
        kept(
            "4.6.5",
            "derived table with a wrong mapping",
            sound().with("audio_labels.csv", "03a01Fa.wav,disgust\n"),
            "accepted",
            0.65),
        kept(
            "4.6.6a",
            "laryngograph folder with xx names, lists folder",
            sound()
                .with("wav_laryng/03a01Faxx.wav", TestCorpora.wav(16_000, 2))
                .with("lists/train.txt", "boredem\n"),
            "accepted",
            0.65),
        DefectCase.setAside(
            "4.6.6b",
            "an xx name among the recordings",
            "emodb",
            sound().with("wav/03a01Faxx.wav", TestCorpora.wav(16_000, 2)),
            BAD_NAME,
            "wav/03a01Faxx.wav",
            listing -> assertThat(listing.utterances()).hasSize(1)));
  }
}
