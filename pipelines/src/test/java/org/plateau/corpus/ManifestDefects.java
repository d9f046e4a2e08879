package org.plateau.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.plateau.audio.QuarantineReason.BAD_LABEL_LINE;
import static org.plateau.audio.QuarantineReason.CONFLICTING_LABEL;
import static org.plateau.audio.QuarantineReason.TOO_LARGE;
import static org.plateau.audio.QuarantineReason.UNSAFE_PATH;

import java.util.List;

/** A user's own corpus with a table of its files: hostile and careless tables. */
final class ManifestDefects {
  private static final String HEAD = "path,utterance,speaker,split,label\n";
  private static final String ROW = "clips/a b#%20\u00e4.wav,one,s1,Validation,A\n";

  private ManifestDefects() {}

  private static MemoryFileTree table(String text) {
    return new MemoryFileTree("/data/mine")
        .with("clips/a b#%20\u00e4.wav", TestCorpora.wav())
        .with("manifest.csv", text);
  }

  private static void whole(CorpusListing listing) {
    assertThat(listing.utterances())
        .extracting(
            UtteranceEntry::utterance,
            UtteranceEntry::path,
            UtteranceEntry::speaker,
            UtteranceEntry::split)
        .containsExactly(tuple("one", "clips/a b#%20\u00e4.wav", "s1", "dev"));
    assertThat(listing.labels())
        .extracting(LabelEntry::utterance, LabelEntry::label)
        .containsExactly(tuple("one", "angry"));
  }

  private static DefectCase aside(
      String number,
      String defect,
      String line,
      org.plateau.audio.QuarantineReason reason,
      String place) {
    return DefectCase.setAside(
        number,
        defect,
        "manifest",
        table(HEAD + ROW + line),
        reason,
        place,
        ManifestDefects::whole);
  }

  static List<DefectCase> cases() {
    String third = "manifest.csv:3";
    return List.of(
        DefectCase.kept(
            "m.1",
            "blanks, #, %20 and umlauts in a path",
            "manifest",
            table(HEAD + ROW),
            "accepted",
            ManifestDefects::whole),
        aside("m.2", "path ../../etc/passwd", "../../etc/passwd,x,,train,A\n", UNSAFE_PATH, third),
        aside("m.3", "absolute path", "/etc/passwd,x,,train,A\n", UNSAFE_PATH, third),
        aside("m.4", "unknown split", "clips/c.wav,x,,trian,A\n", BAD_LABEL_LINE, third),
        aside("m.5", "too few fields", "clips/c.wav,x\n", BAD_LABEL_LINE, third),
        aside(
            "m.6", "a line of a million characters", "x".repeat(1 << 20) + "\n", TOO_LARGE, third),
        aside(
            "m.7",
            "a second file for an utterance",
            "clips/z.wav,one,s1,train,A\n",
            CONFLICTING_LABEL,
            "clips/z.wav"),
        DefectCase.kept(
            "m.8",
            "NA, Unknown and empty for no value; BOM and CR LF",
            "manifest",
            table(
                "\ufeff"
                    + HEAD.replace("\n", "\r\n")
                    + ROW
                    + "clips/a b#%20\u00e4.wav,one,s1,Validation,A\r\n"),
            "repaired",
            ManifestDefects::whole));
  }
}
