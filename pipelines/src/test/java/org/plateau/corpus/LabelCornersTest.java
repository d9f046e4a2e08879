package org.plateau.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plateau.config.UserException;
import org.plateau.corpus.aibo.WordLabels;
import org.plateau.corpus.labels.Defects;
import org.plateau.corpus.msp.DetailedFiles;
import org.plateau.corpus.msp.MspNames;
import org.plateau.corpus.msp.Ratings;
import org.plateau.corpus.transcripts.GivenTranscripts;

/** Rare lines of label files, each with what becomes of it. */
class LabelCornersTest {
  private static final String MSP_HEAD =
      "FileName,EmoClass,EmoAct,EmoVal,EmoDom,SpkrID,Gender,Split_Set\n";

  private static MemoryFileTree file(String text) {
    return new MemoryFileTree("t").with("f", text);
  }

  private static List<String> setAside(Defects defects) {
    return said(defects.sorted());
  }

  private static List<String> said(List<QuarantineEntry> entries) {
    return entries.stream().map(entry -> entry.path() + " " + entry.reason().code()).toList();
  }

  @Test
  void aWordLabelledTwice() {
    Defects defects = new Defects();
    WordLabels found =
        WordLabels.read(
            file(
                "Ohm_01_015_00_9 ab N N N E X\nOhm_01_015_00_10 cd E E N E E\n"
                    + "Ohm_01_015_00_9 ab N N N E X\nOhm_01_015_00_10 cd A E N E E\n"
                    + "Ohm_01_015_00_11 ef E E N E E\nwithout-any-cut N N N N N\n"),
            "f",
            defects);
    assertThat(setAside(defects)).containsExactly("f:4 conflicting_label", "f:6 bad_name");
    assertThat(found.of("Ohm_01_015_00").get(0).secondary()).isEqualTo("N E E");
    assertThat(found.of("Ohm_01_015_00").get(0).primary()).isEqualTo("E");
    assertThat(found.of("Mont_01_015_00")).isEmpty();
  }

  @Test
  void aiboLinesWithoutConfidenceAndOptionsThatCannotBe() throws IOException {
    MemoryFileTree tree =
        new MemoryFileTree("/aibo")
            .with("wav/Ohm_01_000_00.wav", TestCorpora.wav())
            .with(
                "chunk_labels_2cl_corpus.txt",
                "Ohm_01_000_00 NEG 0.75\nOhm_01_000_01 IDL 0.5\nOhm_01_000_00 NEG\n");
    CorpusListing listing = TestCorpora.read("fau-aibo", tree);
    assertThat(said(listing.quarantine()))
        .containsExactly(
            "chunk_labels_2cl_corpus.txt#Ohm_01_000_01 missing_audio",
            "chunk_labels_2cl_corpus.txt:3 bad_label_line");
    assertThat(listing.labels())
        .containsExactly(new LabelEntry("Ohm_01_000_00", "fau-aibo-2", "NEG", 0.75));

    CorpusReader reader = CorpusReaders.find("fau-aibo");
    assertThatThrownBy(
            () ->
                reader.read(
                    new MemoryFileTree("/aibo").with("wav/Ohm_01_000_00.wav", TestCorpora.wav()),
                    TestCorpora.AIBO))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("chunk_labels_2cl_corpus.txt");
    CorpusSettings mixed =
        new CorpusSettings(
            List.of(new TaskDefinition("odd", List.of("a", "b"), Map.of("IDL", "a", "E", "b"))),
            new SplitRule(Map.of(), "none"));
    assertThatThrownBy(() -> reader.read(tree, mixed))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("task odd: label map keys [E, IDL]");
  }

  private static CorpusListing msp(MemoryFileTree tree) throws IOException {
    return TestCorpora.read("msp-podcast", tree);
  }

  private static MemoryFileTree msp() {
    return new MemoryFileTree("/data/MSP-PODCAST-Publish-1.11")
        .with("Audios/MSP-PODCAST_0001_0001.wav", TestCorpora.wav())
        .with("Audios/MSP-PODCAST_0001_0002.wav", TestCorpora.wav());
  }

  @Test
  void speakersAndPartitionsOfEitherOrder() throws IOException {
    CorpusListing listing =
        msp(
            msp()
                .with(
                    "Speaker_ids.txt",
                    "MSP-PODCAST_0001_0001.wav; 7\nMSP-PODCAST_0001_0002.wav; Unknown\n"
                        + "Speaker_7; Female\nSpeaker_8; Unknown\nnobody; Male\nSpeaker_9\n"
                        + "Unknown; Male\n")
                .with(
                    "Partitions.txt",
                    "MSP-PODCAST_0001_0001.wav; Train\nNA; MSP-PODCAST_0001_0002.wav\n"));
    assertThat(listing.utterances())
        .extracting(UtteranceEntry::speaker, UtteranceEntry::gender, UtteranceEntry::split)
        .containsExactly(tuple("7", "female", "train"), tuple(null, null, "none"));
    assertThat(said(listing.quarantine()))
        .containsExactly(
            "Speaker_ids.txt:5 bad_label_line",
            "Speaker_ids.txt:6 bad_label_line",
            "Speaker_ids.txt:7 bad_label_line");
  }

  @Test
  void aReleaseWithoutLabelsOrWithoutRecordings() {
    assertThatThrownBy(() -> msp(msp()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("labels_consensus.csv");
    assertThatThrownBy(
            () ->
                msp(
                    new MemoryFileTree("/data/MSP-PODCAST-Publish-1.11")
                        .with("Labels/labels_consensus.csv", MSP_HEAD)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Audios/*.wav");
  }

  @Test
  void twoTranscriptsOfOneClip() throws IOException {
    MemoryFileTree tree =
        msp()
            .with(
                "Labels/labels_consensus.csv",
                MSP_HEAD + "MSP-PODCAST_0001_0001.wav,A,1,2,3,1,Male,Train\n")
            .with("Transcripts/MSP-PODCAST_0001_0001.txt", "well")
            .with("Transcripts/Transcripts/MSP-PODCAST_0001_0001.txt", "well")
            .with("Transcripts/x/MSP-PODCAST_0001_0002.txt", "one")
            .with("Transcripts/y/MSP-PODCAST_0001_0002.txt", "two")
            .with("Transcripts/MSP-PODCAST_0009_0009.txt", "of a clip that is not there");
    CorpusListing listing = msp(tree);
    assertThat(listing.transcripts())
        .extracting(TranscriptEntry::text)
        .containsExactly("well", "one");
    assertThat(said(listing.quarantine()))
        .contains("Transcripts/y/MSP-PODCAST_0001_0002.txt conflicting_label");
  }

  @Test
  void ratingsThatDoNotSayWho() {
    Defects defects = new Defects();
    Ratings table =
        DetailedFiles.csv(
            file(
                "FileName,Workers,EmoClass_Major,EmoAct,EmoVal,EmoDom\n"
                    + "MSP-PODCAST_0001_0001.wav,W1,Happy,1,2,3\n"
                    + "MSP-PODCAST_0001_0001.wav,W1,Happy,1,2,3\n"
                    + "MSP-PODCAST_0001_0001.wav,W1,Sad,1,2,3\n"
                    + "MSP-PODCAST_0001_0001.wav,,Happy,1,2,3\n"
                    + "a/MSP-PODCAST_0001_0001.wav,W2,Happy,1,2,3\n"),
            "f",
            defects);
    assertThat(table.all()).as("two that differ: neither counts").isEmpty();
    assertThat(setAside(defects))
        .containsExactly("f:4 conflicting_label", "f:5 bad_label_line", "f:6 bad_label_line");
    Ratings same =
        DetailedFiles.csv(
            file(
                "FileName,WorkerID,EmoClass_Major,EmoAct,EmoVal,EmoDom\n"
                    + "MSP-PODCAST_0001_0001.wav,W1,Happy,1,2,3\n".repeat(2)),
            "f",
            defects);
    assertThat(same.all()).as("one said twice counts once").hasSize(1);

    Defects heads = new Defects();
    assertThat(DetailedFiles.csv(file("FileName,WorkerID\n"), "f", heads).all()).isEmpty();
    assertThat(DetailedFiles.csv(file("FileName,EmoClass_Major\n"), "f", heads).all()).isEmpty();
    assertThat(setAside(heads)).containsOnly("f:1 bad_label_line");
  }

  @Test
  void ratingsInJson() {
    Defects defects = new Defects();
    Ratings found =
        DetailedFiles.json(
            file(
                "{\"MSP-PODCAST_0001_0001.wav\": {\"W1\": {\"EmoClass_Major\": \"Happy\","
                    + " \"EmoClass_Second\": [\"Happy\", \"Sad\"], \"EmoAct\": 1, \"EmoVal\": null,"
                    + " \"EmoDom\": \"3.0\"}},\n"
                    + "\"MSP-PODCAST_0001_0002.wav\": {\"W1\": 3},\n"
                    + "\"MSP-PODCAST_0001_0003.wav\": {\" \": {}}}"),
            "f",
            defects);
    assertThat(found.all())
        .containsExactly(
            new RatingEntry("MSP-PODCAST_0001_0001", "W1", "Happy", "Happy,Sad", 1.0, null, 3.0));
    assertThat(defects.sorted()).hasSize(2);
  }

  @Test
  void namesOfReleases() {
    assertThat(MspNames.release("v1.10")).isEqualTo("1.10");
    assertThat(MspNames.release("MSP-PODCAST-Publish-2.0")).isEqualTo("2.0");
    assertThat(MspNames.release("MSP-PODCAST_0001_0001.wav")).isNull();
    assertThat(MspNames.release("x".repeat(300))).isNull();
    assertThat(MspNames.release("Labels")).isNull();
    assertThat(MspNames.isOfEarlierRelease("files_removed_from_prev_versions/v1/x.wav")).isTrue();
    assertThat(MspNames.isOfEarlierRelease("a/v1.9_removed_files/x.wav")).isTrue();
    assertThat(MspNames.isOfEarlierRelease("Audios/x.wav")).isFalse();
  }

  @Test
  void iemocapEvaluationsWithOddLines() throws IOException {
    String head = "[6.2901 - 8.2357]\tSes01F_impro01_F000\tneu\t[2.5000, 2.5000, 2.5000]\n";
    MemoryFileTree tree =
        new MemoryFileTree("/iemocap")
            .with(
                "Session1/sentences/wav/Ses01F_impro01/Ses01F_impro01_F000.wav", TestCorpora.wav())
            .with(
                "Session1/dialog/EmoEvaluation/Ses01F_impro01.txt",
                "% [START_TIME - END_TIME] TURN_NAME EMOTION [V, A, D]\n\nC-E9:\tx;\t()\n\n"
                    + head
                    + "C-E2:\tNeutral;\t()\nC-E3:\tOther;\t(calm)\nC-E4:\tNeutral; Sadness;\n"
                    + "C-F1:\t;\t()\nA-E3:\tval 3; act 2; dom  2;\t()\nA-E4:\tnothing at all\n"
                    + "stray words\n\n"
                    + "[1 - 2]\tSes01F_impro01_F001\tnobody\t[1, 1, 1]\n\n"
                    + "[1 - 2] no head\n\n[1 - 2]\tnot_a_name\tneu\t[1.0, 1.0, 1.0]\n")
            .with(
                "Session1/dialog/transcriptions/Ses01F_impro01.txt",
                "Ses01F_impro01_F000 [006.2901-008.2357]: Excuse me.\n"
                    + "Ses01F_impro01_F001 [1-2]:  \nwithout time\n");
    CorpusListing listing = TestCorpora.read("iemocap", tree);
    assertThat(listing.labels()).extracting(LabelEntry::label).containsExactly("neutral");
    assertThat(listing.ratings()).extracting(RatingEntry::rater).contains("E2", "E3", "E4");
    assertThat(listing.transcripts())
        .extracting(TranscriptEntry::text)
        .containsExactly("Excuse me.");
    assertThat(said(listing.quarantine())).isNotEmpty();
    assertThatThrownBy(
            () -> TestCorpora.read("iemocap", new MemoryFileTree("/iemocap").with("x.txt", "")))
        .isInstanceOf(UserException.class);
  }

  @Test
  void manifestRowsWithGaps() throws IOException {
    MemoryFileTree tree =
        new MemoryFileTree("/mine")
            .with("a.wav", TestCorpora.wav())
            .with("b.wav", TestCorpora.wav())
            .with(
                "manifest.tsv",
                "path\tutterance\tspeaker\tsplit\tlabel\ttext\tarousal\n"
                    + "a.wav\tone\t1\tNA\tZ\thello\t\nb.wav\t\t2\t\tA\t\t3.5\n"
                    + "c.wav\tone\t2\ttrain\tA\t\t\nd.wav\tfour\t2\tsometimes\tA\t\t\n");
    CorpusSettings settings =
        new CorpusSettings(
            null,
            "1",
            TestCorpora.MINE.tasks(),
            TestCorpora.MINE.splitRule(),
            Map.of("tables", "manifest.tsv"));
    CorpusListing listing = CorpusReaders.find("manifest").read(tree, settings);
    assertThat(listing.utterances())
        .extracting(UtteranceEntry::utterance, UtteranceEntry::split)
        .containsExactlyInAnyOrder(tuple("one", "none"), tuple("b", "none"));
    assertThat(listing.labels()).extracting(LabelEntry::utterance).containsExactly("b");
    assertThat(listing.transcripts()).extracting(TranscriptEntry::text).containsExactly("hello");
    assertThat(said(listing.quarantine())).hasSize(2);
  }

  @Test
  void transcriptsOfOddFiles() throws IOException {
    MemoryFileTree folder =
        new MemoryFileTree("/t")
            .with("a.txt", "hi")
            .with("._a.txt", "stray")
            .with("b.TXT", "ho")
            .with("c.doc", "no");
    assertThat(GivenTranscripts.folder("asr", "en", folder).byUtterance())
        .containsOnlyKeys("a", "b");
    GivenTranscripts.Result tsv =
        GivenTranscripts.file(
            "asr",
            "en",
            new MemoryFileTree("/t").with("t.tsv", "utterance\ttext\na\thi\n\tnobody\n"),
            "t.tsv");
    assertThat(tsv.byUtterance()).containsOnlyKeys("a");
    assertThat(said(tsv.defects())).containsExactly("transcripts/asr/t.tsv:3 bad_label_line");
    GivenTranscripts.Result json =
        GivenTranscripts.file(
            "asr",
            "en",
            new MemoryFileTree("/t").with("t.ndjson", "{\"utterance\":1,\"text\":\"x\"}\n[]\n"),
            "t.ndjson");
    assertThat(said(json.defects())).hasSize(2);
  }
}
