package org.plateau.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.plateau.audio.QuarantineReason.BAD_LABEL_LINE;
import static org.plateau.audio.QuarantineReason.CONFLICTING_LABEL;
import static org.plateau.audio.QuarantineReason.EMPTY_FILE;
import static org.plateau.audio.QuarantineReason.MISSING_AUDIO;
import static org.plateau.audio.QuarantineReason.UNKNOWN_CLASS;

import java.util.List;
import java.util.function.Consumer;
import org.plateau.audio.QuarantineReason;

/** Sections 2.7 to 2.9 of the description of the corpora: MSP-Podcast. */
final class MspDefects {
  private static final String HEAD =
      "FileName,EmoClass,EmoAct,EmoVal,EmoDom,SpkrID,Gender,Split_Set\n";
  private static final String EIGHT = "MSP-PODCAST_0001_0008";
  private static final String NINE = "MSP-PODCAST_0001_0009";
  private static final String ROW_8 = EIGHT + ".wav,N,2.2,4.0,2.6,30,Male,Test1\n";
  private static final String ROW_9 = NINE + ".wav,N,3.777778,3.555556,3.777778,39,Male,Test1\n";
  private static final String TABLE = "Labels/labels_consensus.csv";
  private static final String DETAILED = "Labels/labels_detailed.csv";

  private MspDefects() {}

  private static MemoryFileTree sound() {
    return audio(new MemoryFileTree("/data/MSP-PODCAST-Publish-1.11"), "Audios/")
        .with(TABLE, HEAD + ROW_8 + ROW_9);
  }

  private static MemoryFileTree audio(MemoryFileTree tree, String folder) {
    return tree.with(folder + EIGHT + ".wav", TestCorpora.wav())
        .with(folder + NINE + ".wav", TestCorpora.wav());
  }

  private static void soundRows(CorpusListing listing) {
    assertThat(listing.release()).isEqualTo("1.11");
    assertThat(listing.utterances())
        .filteredOn(utterance -> utterance.arousal() != null)
        .extracting(
            UtteranceEntry::utterance,
            UtteranceEntry::speaker,
            UtteranceEntry::gender,
            UtteranceEntry::split,
            UtteranceEntry::arousal,
            UtteranceEntry::valence,
            UtteranceEntry::dominance)
        .containsExactly(
            tuple(EIGHT, "30", "male", "test1", 2.2, 4.0, 2.6),
            tuple(NINE, "39", "male", "test1", 3.777778, 3.555556, 3.777778));
    assertThat(listing.labels())
        .extracting(LabelEntry::utterance, LabelEntry::label, LabelEntry::humanAgreement)
        .containsExactly(tuple(EIGHT, "neutral", null), tuple(NINE, "neutral", null));
  }

  private static DefectCase kept(
      String number, String defect, MemoryFileTree tree, String outcome) {
    return kept(number, defect, tree, outcome, MspDefects::soundRows);
  }

  private static DefectCase kept(
      String number,
      String defect,
      MemoryFileTree tree,
      String outcome,
      Consumer<CorpusListing> rows) {
    return DefectCase.kept(number, defect, "msp-podcast", tree, outcome, rows);
  }

  private static DefectCase setAside(
      String number, String defect, MemoryFileTree tree, QuarantineReason reason, String path) {
    return DefectCase.setAside(
        number, defect, "msp-podcast", tree, reason, path, MspDefects::soundRows);
  }

  static List<DefectCase> cases() {
    List<DefectCase> all = new java.util.ArrayList<>(audioAndSplits());
    all.addAll(transcripts());
    all.addAll(drift());
    all.addAll(lines());
    return all;
  }

  private static List<DefectCase> audioAndSplits() {
    String gone = "MSP-PODCAST_1909_1017";
    String test3 = "MSP-PODCAST_test3_0001";
    return List.of(
        setAside(
            "2.9.1",
            "label without wav",
            sound().with(TABLE, HEAD + ROW_8 + gone + ".wav,A,4.0,2.0,5.0,7,Male,Train\n" + ROW_9),
            MISSING_AUDIO,
            TABLE + "#" + gone),
        kept(
            "2.9.2",
            "stereo 44.1 kHz file",
            sound().with("Audios/" + NINE + ".wav", TestCorpora.wav(44_100, 2)),
            "repaired"),
        kept(
            "2.9.3a",
            "wav without label: Test3",
            sound()
                .with("Partitions.txt", "Test1; " + EIGHT + ".wav\n\nTest3; " + test3 + ".wav\n")
                .with("Audios/" + test3 + ".wav", TestCorpora.wav()),
            "accepted",
            listing -> {
              soundRows(listing);
              assertThat(listing.utterances())
                  .extracting(UtteranceEntry::utterance, UtteranceEntry::split)
                  .contains(tuple(test3, "test3"));
            }),
        kept(
            "2.9.3b",
            "labels and removed wavs of earlier releases",
            sound()
                .with(
                    "Previous_releases_information/previous_releases_info/v1.8/Labels/"
                        + "labels_concensus.csv",
                    HEAD + EIGHT + ".wav,A,1.0,1.0,1.0,1,Female,Train\n")
                .with(
                    "Previous_releases_information/files_removed_from_prev_versions/"
                        + "v1.8_removed_files/"
                        + gone
                        + ".wav",
                    TestCorpora.wav()),
            "accepted",
            listing -> {
              soundRows(listing);
              assertThat(listing.utterances()).hasSize(2);
            }),
        kept(
            "2.9.5a",
            "speaker and gender Unknown",
            sound()
                .with(
                    TABLE,
                    HEAD + EIGHT + ".wav,N,2.2,4.0,2.6,Unknown,Unknown,Train\n" + ROW_9),
            "accepted",
            listing ->
                assertThat(listing.utterances())
                    .extracting(UtteranceEntry::speaker, UtteranceEntry::gender)
                    .containsExactly(tuple(null, null), tuple("39", "male"))),
        kept(
            "2.9.5b",
            "a speaker in two splits (the checks list it)",
            sound()
                .with(TABLE, HEAD + ROW_8 + ROW_9.replace("39,Male,Test1", "30,Male,Train")),
            "accepted",
            listing ->
                assertThat(listing.utterances())
                    .extracting(UtteranceEntry::speaker, UtteranceEntry::split)
                    .containsExactly(tuple("30", "test1"), tuple("30", "train"))),
        DefectCase.setAside(
            "2.7.1",
            "partition and consensus name different splits",
            "msp-podcast",
            sound().with("Partitions.txt", "Train; " + EIGHT + ".wav\n"),
            CONFLICTING_LABEL,
            "Partitions.txt#" + EIGHT,
            listing ->
                assertThat(listing.utterances())
                    .extracting(UtteranceEntry::split)
                    .containsExactly("none", "test1")));
  }

  private static List<DefectCase> transcripts() {
    return List.of(
        kept("2.9.4a", "missing transcripts", sound(), "accepted"),
        setAside(
            "2.9.4b",
            "empty transcript",
            sound().with("Transcripts/" + EIGHT + ".txt", " \n"),
            EMPTY_FILE,
            "Transcripts/" + EIGHT + ".txt"),
        kept(
            "2.9.4c",
            "transcript of several lines",
            sound().with("Transcripts/transcripts/" + EIGHT + ".txt", "so it was\r\n\r\nfine.\n"),
            "repaired",
            listing ->
                assertThat(listing.transcripts())
                    .containsExactly(
                        new TranscriptEntry(EIGHT, "human", "en", "so it was fine."))));
  }

  private static List<DefectCase> drift() {
    MemoryFileTree old =
        audio(new MemoryFileTree("/data/MSP-PODCAST-Publish-1.11"), "audio/audio_files/")
            .with(
                "label/label/labels_concensus.csv",
                "\uFEFF" + (HEAD + ROW_8 + ROW_9).replace("\n", "\r\n"));
    return List.of(
        kept("2.9.6a", "concensus, doubled folders, BOM, CR LF", old, "repaired"),
        kept(
            "2.9.6b",
            "columns in another order, split only in Partition.txt",
            sound()
                .with(
                    TABLE,
                    "FileName,SpkrID,Gender,EmoClass,EmoDom,EmoAct,EmoVal\n"
                        + (EIGHT + ".wav,30,Male,N,2.6,2.2,4.0\n")
                        + (NINE + ".wav,39,Male,N,3.777778,3.777778,3.555556\n"))
                .with("Partition.txt", "Test1; " + EIGHT + ".wav\nTest1; " + NINE + ".wav\n"),
            "accepted"),
        kept(
            "2.9.6c",
            "detailed row with missing attribute values",
            sound()
                .with(
                    DETAILED,
                    "FileName,EmoDetail\n" + EIGHT + ".wav,WORKER1; Happy; ; A:nan; V:; D:4.0;\n"),
            "repaired",
            listing -> {
              soundRows(listing);
              assertThat(listing.ratings())
                  .containsExactly(
                      new RatingEntry(EIGHT, "WORKER1", "Happy", null, null, null, 4.0));
            }),
        kept(
            "2.7.2",
            "Validation is dev",
            sound().with(TABLE, HEAD + ROW_8 + ROW_9.replace("Test1", "Validation")),
            "accepted",
            listing ->
                assertThat(listing.utterances())
                    .extracting(UtteranceEntry::split)
                    .containsExactly("test1", "dev")),
        kept(
            "2.8.1",
            "split NA, stem with dots",
            audio(new MemoryFileTree("/data/MSP-PODCAST-Publish-1.11"), "Audios/")
                .with("Audios/rmn_e809_02a.1-2_358.wav", TestCorpora.wav())
                .with(
                    TABLE,
                    HEAD
                        + ROW_8
                        + ROW_9
                        + "rmn_e809_02a.1-2_358.wav,H,,,,Unknown,Unknown,NA\n"),
            "accepted",
            listing ->
                assertThat(listing.utterances())
                    .extracting(UtteranceEntry::utterance, UtteranceEntry::split)
                    .contains(tuple("rmn_e809_02a.1-2_358", "none"))),
        setAside(
            "2.7.3",
            "a second table that differs, elsewhere",
            sound().with("backup/labels_consensus.csv", HEAD + ROW_9),
            CONFLICTING_LABEL,
            "backup/labels_consensus.csv"));
  }

  private static List<DefectCase> lines() {
    String other = "MSP-PODCAST_0103_0570_0003";
    MemoryFileTree third = sound().with("Audios/" + other + ".wav", TestCorpora.wav());
    return List.of(
        DefectCase.setAside(
            "2.3.1",
            "unknown class letter",
            "msp-podcast",
            sound()
                .with("Audios/" + other + ".wav", TestCorpora.wav())
                .with(TABLE, HEAD + ROW_8 + other + ".wav,Q,1.0,1.0,1.0,1,Male,Train\n" + ROW_9),
            UNKNOWN_CLASS,
            TABLE + ":3",
            MspDefects::soundRows),
        setAside(
            "2.3.2",
            "a quote that stays open",
            third.with(TABLE, HEAD + ROW_8 + "\"" + other + ".wav,N,1.0\n" + ROW_9),
            BAD_LABEL_LINE,
            TABLE + ":3"),
        DefectCase.setAside(
            "2.4.1",
            "a rater with two different ratings",
            "msp-podcast",
            sound()
                .with(
                    DETAILED,
                    "FileName,WorkerID,EmoClass_Major,EmoClass_Second,EmoAct,EmoVal,EmoDom\n"
                        + (EIGHT + ".wav,W1,Happy,\"Happy,Sad\",1,2,3\n")
                        + (EIGHT + ".wav,W1,Sad,Sad,1,2,3\n")
                        + (EIGHT + ".wav,W2,\"Other-a; b \"\"c\"\"\",,4,5,6\n")),
            CONFLICTING_LABEL,
            DETAILED + ":3",
            listing ->
                assertThat(listing.ratings())
                    .containsExactly(
                        new RatingEntry(EIGHT, "W2", "Other-a; b \"c\"", null, 4.0, 5.0, 6.0))));
  }
}
