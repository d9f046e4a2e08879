package org.plateau.corpus.transcripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.plateau.config.UserException;
import org.plateau.corpus.MemoryFileTree;
import org.plateau.corpus.TranscriptEntry;

class GivenTranscriptsTest {
  private static final TranscriptEntry ONE = new TranscriptEntry("a", "asr", "en", "Hi, you.");

  private static MemoryFileTree tree(String name, String text) {
    return new MemoryFileTree("/t").with(name, text);
  }

  @Test
  void threeFormsSayTheSame() throws IOException {
    assertThat(
            GivenTranscripts.file(
                    "asr", "en", tree("t.csv", "utterance,text\na.wav,\"Hi, you.\"\n"), "t.csv")
                .byUtterance())
        .containsOnly(java.util.Map.entry("a", ONE));
    String json = "{\"text\": \"Hi, you.\", \"utterance\": \"a\", \"start\": 1}\n";
    assertThat(GivenTranscripts.file("asr", "en", tree("t.jsonl", json), "t.jsonl").byUtterance())
        .containsOnly(java.util.Map.entry("a", ONE));
    assertThat(
            GivenTranscripts.folder("asr", "en", tree("x/a.txt", "Hi,\r\n  you.\n")).byUtterance())
        .containsOnly(java.util.Map.entry("a", ONE));
  }

  @Test
  void linesThatCannotBeUsed() throws IOException {
    GivenTranscripts.Result result =
        GivenTranscripts.file(
            "asr",
            "en",
            tree(
                "t.jsonl",
                "{\"utterance\":\"a\",\"text\":\"x\",\"language\":\"de\"}\nnonsense\n"
                    + "{\"utterance\":\"b\"}\n{\"utterance\":\"c\",\"text\":\" \"}\n"
                    + "{\"utterance\":\"d\",\"text\":\"1\"}\n{\"utterance\":\"d\",\"text\":\"2\"}\n"),
            "t.jsonl");
    assertThat(result.byUtterance().values())
        .containsExactly(new TranscriptEntry("a", "asr", "de", "x"));
    assertThat(result.defects())
        .extracting(entry -> entry.path() + " " + entry.reason().code())
        .containsExactly(
            "transcripts/asr/t.jsonl:2 bad_label_line",
            "transcripts/asr/t.jsonl:3 bad_label_line",
            "transcripts/asr/t.jsonl:4 empty_file",
            "transcripts/asr/t.jsonl:6 conflicting_label");
  }

  @Test
  void whatIsNoTranscriptFile() {
    assertThatThrownBy(() -> GivenTranscripts.file("asr", "en", tree("t.doc", ""), "t.doc"))
        .isInstanceOf(UserException.class);
    assertThatThrownBy(() -> GivenTranscripts.file("asr", "en", tree("t.csv", ""), "u.csv"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("/t/u.csv must be a file");
  }
}
