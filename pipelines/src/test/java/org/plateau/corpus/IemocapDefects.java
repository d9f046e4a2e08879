package org.plateau.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.plateau.audio.QuarantineReason.BAD_LABEL_LINE;
import static org.plateau.audio.QuarantineReason.BAD_NAME;
import static org.plateau.audio.QuarantineReason.CONFLICTING_LABEL;
import static org.plateau.audio.QuarantineReason.UNKNOWN_CLASS;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Section 5.6 of the description of the corpora, and its traps about talkers: IEMOCAP. */
final class IemocapDefects {
  private static final String IMPRO = "Session1/dialog/EmoEvaluation/Ses01F_impro01.txt";
  private static final String TEXTS = "Session1/dialog/transcriptions/Ses01F_impro01.txt";
  private static final String WAV = "Session1/sentences/wav/Ses01F_impro01/";
  private static final String HEAD =
      "% [START_TIME - END_TIME] TURN_NAME EMOTION [V, A, D]\n\n"
          + "[6.2901 - 8.2357]\tSes01F_impro01_F000\tneu\t[2.5000, 2.5000, 2.5000]\n"
          + "C-E2:\tNeutral;\t()\n"
          + "C-F1:\tNeutral; Anger;\t()\n"
          + "A-E3:\tval 3; act 2; dom  2;\t(a [comment]; with: all)\n\n"
          + "[10.0100 - 11.3925]\tSes01F_impro01_M000\texc\t[4.0000, 3.5000, 2.0000]\n"
          + "C-E2:\tExcited;\t()\n";
  private static final String SAID =
      "Ses01F_impro01_F000 [006.2901-008.2357]: Excuse me.\n"
          + "Ses01F_impro01_M000 [010.0100-011.3925]: Well: yes [LAUGHTER].\n";

  private IemocapDefects() {}

  static MemoryFileTree sound() {
    return new MemoryFileTree("/data/iemocap")
        .with(IMPRO, HEAD)
        .with(TEXTS, SAID)
        .with(WAV + "Ses01F_impro01_F000.wav", TestCorpora.wav())
        .with(WAV + "Ses01F_impro01_M000.wav", TestCorpora.wav());
  }

  private static void whole(CorpusListing listing) {
    assertThat(listing.utterances())
        .extracting(UtteranceEntry::utterance, UtteranceEntry::speaker, UtteranceEntry::gender)
        .containsExactly(
            tuple("Ses01F_impro01_F000", "Ses01_F", "female"),
            tuple("Ses01F_impro01_M000", "Ses01_M", "male"));
    assertThat(listing.labels()).extracting(LabelEntry::label).containsExactly("neutral", "happy");
    assertThat(listing.transcripts())
        .extracting(TranscriptEntry::text)
        .containsExactly("Excuse me.", "Well: yes [LAUGHTER].");
    assertThat(listing.utterances().get(1).valence()).isEqualTo(4.0);
    assertThat(listing.utterances().get(1).arousal()).isEqualTo(3.5);
    assertThat(listing.ratings())
        .extracting(RatingEntry::rater, RatingEntry::primary, RatingEntry::secondary)
        .containsExactly(
            tuple("E2", "Neutral", null),
            tuple("E3", null, null),
            tuple("F1", "Neutral", "Anger"),
            tuple("E2", "Excited", null));
  }

  private static DefectCase kept(
      String number, String defect, MemoryFileTree tree, String outcome) {
    return DefectCase.kept(number, defect, "iemocap", tree, outcome, IemocapDefects::whole);
  }

  private static Consumer<CorpusListing> speakers(String... speakers) {
    return listing ->
        assertThat(listing.utterances())
            .extracting(UtteranceEntry::speaker)
            .containsExactly(speakers);
  }

  static List<DefectCase> cases() {
    String moved = "Session3/sentences/wav/Ses03M_impro05a/";
    return List.of(
        kept("5.5a", "the talker is not the letter behind the session", sound(), "accepted"),
        DefectCase.kept(
            "5.5b",
            "dialogue names with a letter: talker behind the last underscore",
            "iemocap",
            new MemoryFileTree("/data/iemocap")
                .with("Session3/dialog/EmoEvaluation/Ses03M_impro05a.txt", "")
                .with(moved + "Ses03M_impro05a_F012.wav", TestCorpora.wav())
                .with(
                    "Session5/sentences/wav/Ses05M_script01_1b/Ses05M_script01_1b_F003.wav",
                    TestCorpora.wav()),
            "accepted",
            speakers("Ses03_F", "Ses05_F")),
        kept(
            "5.6.1",
            "AppleDouble ._ files beside labels and recordings",
            sound()
                .with("Session1/dialog/EmoEvaluation/._Ses01F_impro01.txt", "\u0000\u0005")
                .with(WAV + "._Ses01F_impro01_F000.wav", "\u0000\u0005"),
            "accepted"),
        DefectCase.setAside(
            "5.6.2a",
            "transcript line without id and time",
            "iemocap",
            sound().with(TEXTS, SAID + "M: Yeah.\n"),
            BAD_LABEL_LINE,
            TEXTS + ":3",
            IemocapDefects::whole),
        DefectCase.setAside(
            "5.6.2b",
            "transcript of a turn MXX0 that is no utterance",
            "iemocap",
            sound().with(TEXTS, SAID + "Ses01F_impro01_MXX0 [151.2551-153.4251]: Hm.\n"),
            BAD_LABEL_LINE,
            TEXTS + ":3",
            IemocapDefects::whole),
        kept(
            "5.6.3",
            "hidden and empty files in sentences/wav",
            sound().with(WAV + ".DS_Store", "").with(WAV + "Thumbs.db", ""),
            "accepted"),
        kept(
            "5.6.4",
            "bytes that are not UTF-8 in a comment",
            sound()
                .with(
                    IMPRO,
                    HEAD.replace("(a [comment]", "(caf\u00e9 [comment]")
                        .getBytes(StandardCharsets.ISO_8859_1)),
            "accepted"),
        kept(
            "5.6.5",
            "sub-folders and .anvil beside the label files, dialogue wavs",
            sound()
                .with(
                    "Session1/dialog/EmoEvaluation/Categorical/Ses01F_impro01_e2_cat.txt", "x y\n")
                .with("Session1/dialog/EmoEvaluation/Attribute/Ses01F_impro01_e2_atr.anvil", "<a/>")
                .with("Session1/dialog/wav/Ses01F_impro01.wav", TestCorpora.wav(16_000, 2)),
            "accepted"),
        kept("5.6.6a", "folder Transcriptions, root doubled", doubled(), "accepted"),
        DefectCase.setAside(
            "5.6.6b",
            "flat copy with label suffix",
            "iemocap",
            sound().with("wavs/ANGER/Ses01F_impro01_F000_ang.wav", TestCorpora.wav()),
            BAD_NAME,
            "wavs/ANGER/Ses01F_impro01_F000_ang.wav",
            IemocapDefects::whole),
        DefectCase.setAside(
            "5.6.7",
            "unknown class code",
            "iemocap",
            sound().with(IMPRO, HEAD + "\n[1 - 2]\tSes01F_impro01_F001\tjoy\t[2.5, 2.5, 2.5]\n"),
            UNKNOWN_CLASS,
            IMPRO + ":11",
            IemocapDefects::whole),
        DefectCase.setAside(
            "5.6.8",
            "second file for an utterance",
            "iemocap",
            sound().with("copy/Ses01F_impro01_F000.wav", TestCorpora.wav()),
            CONFLICTING_LABEL,
            "copy/Ses01F_impro01_F000.wav",
            IemocapDefects::whole));
  }

  private static MemoryFileTree doubled() {
    String root = "IEMOCAP_full_release/IEMOCAP_full_release/";
    return new MemoryFileTree("/data/iemocap")
        .with(root + IMPRO, HEAD)
        .with(root + TEXTS.replace("transcriptions", "Transcriptions"), SAID)
        .with(root + WAV + "Ses01F_impro01_F000.wav", TestCorpora.wav())
        .with(root + WAV + "Ses01F_impro01_M000.wav", TestCorpora.wav());
  }
}
