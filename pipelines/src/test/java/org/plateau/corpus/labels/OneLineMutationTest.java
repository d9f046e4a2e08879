package org.plateau.corpus.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.plateau.corpus.MemoryFileTree;
import org.plateau.corpus.RatingEntry;
import org.plateau.corpus.aibo.ChunkLabel;
import org.plateau.corpus.aibo.Transliteration;
import org.plateau.corpus.aibo.WordLabels;
import org.plateau.corpus.msp.ConsensusFiles;
import org.plateau.corpus.msp.DetailedFiles;
import org.plateau.corpus.msp.LabelsText;
import org.plateau.corpus.msp.Ratings;

/**
 * Whatever happens to one line (or one JSON entry, or one block of {@code labels.txt}), all others
 * give the rows they gave before, and every line is either a row or set aside.
 */
class OneLineMutationTest {
  private static final String FILE = "labels/file";
  private static final int ROWS = 7;
  private static final int TRIES = 300;

  /** A change of one line: what is put at a place, and how many characters it replaces. */
  record Mutation(int line, int place, int replaced, String inserted) {
    String apply(String text) {
      int from = place % (text.length() + 1);
      int to = Math.min(text.length(), from + replaced);
      return text.substring(0, from) + inserted + text.substring(to);
    }
  }

  @Provide
  Arbitrary<Mutation> mutations() {
    Arbitrary<String> inserted =
        Arbitraries.oneOf(
            Arbitraries.of(
                "",
                "\"",
                ",",
                ";",
                "; ",
                " ",
                "\t",
                "{",
                "}",
                ":",
                "\\",
                "-",
                "1e9",
                "NaN",
                ".wav",
                "\uFEFF",
                "\u0000",
                "A:",
                "\u00e4",
                "_",
                "x".repeat(70_000)),
            Arbitraries.strings()
                .ofMaxLength(12)
                .filter(text -> !text.matches("(?s).*[\\r\\n].*")));
    return Combinators.combine(
            Arbitraries.integers().between(0, ROWS - 1),
            Arbitraries.integers().between(0, 200),
            Arbitraries.of(0, 1, 3, 500),
            inserted)
        .as(Mutation::new);
  }

  /** Row by key of the lines read, and how many places were set aside. */
  private record Outcome(Map<String, String> rows, int setAside) {}

  private interface Parser {
    Map<String, String> rows(MemoryFileTree tree, Defects defects);
  }

  private static Outcome parse(Parser parser, List<String> lines, String separator) {
    Defects defects = new Defects();
    MemoryFileTree tree = new MemoryFileTree("t").with(FILE, String.join(separator, lines));
    return new Outcome(parser.rows(tree, defects), defects.sorted().size());
  }

  /**
   * The law for files of one row a line.
   *
   * @param lines rows that follow the head
   * @param keys the row's key of each line
   */
  private static void holds(
      Parser parser, String head, List<String> lines, List<String> keys, Mutation mutation) {
    List<String> sound = new ArrayList<>(lines);
    if (!head.isEmpty()) {
      sound.add(0, head);
    }
    Outcome before = parse(parser, sound, "\n");
    assertThat(before.setAside()).isZero();
    assertThat(before.rows().keySet()).containsExactlyInAnyOrderElementsOf(keys);
    int at = mutation.line() + (head.isEmpty() ? 0 : 1);
    sound.set(at, mutation.apply(sound.get(at)));
    Outcome after = parse(parser, sound, "\n");
    for (int i = 0; i < ROWS; i++) {
      if (i != mutation.line()) {
        assertThat(after.rows().get(keys.get(i))).isEqualTo(before.rows().get(keys.get(i)));
      }
    }
    int blank = saysNothing(sound.get(at), at == 0) ? 1 : 0;
    assertThat(after.rows().size() + after.setAside()).as("%s", mutation).isEqualTo(ROWS - blank);
  }

  /** Blank, or at the file's start a byte order mark alone. */
  private static boolean saysNothing(String line, boolean first) {
    return line.isBlank() || (first && line.startsWith("\uFEFF") && line.substring(1).isBlank());
  }

  private static List<String> each(String pattern) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      // Names far enough from each other that no mutation makes one of another.
      lines.add(
          pattern.replace("#", "%1$d%1$d%1$d%1$d".formatted(i + 1)).replace("@", "" + (i + 1)));
    }
    return lines;
  }

  private static <V> Map<String, String> rows(Agreed<V> found) {
    Map<String, String> rows = new TreeMap<>();
    found.keys().forEach(key -> rows.put(key, String.valueOf(found.get(key))));
    return rows;
  }

  private static Map<String, String> rows(Ratings found) {
    Map<String, String> rows = new TreeMap<>();
    for (RatingEntry rating : found.all()) {
      rows.put(rating.utterance() + " " + rating.rater(), rating.toString());
    }
    return rows;
  }

  @Property(tries = TRIES)
  void chunkLabels(@ForAll("mutations") Mutation mutation) {
    holds(
        (tree, defects) -> rows(ChunkLabel.read(tree, FILE, ChunkLabel.FIVE_CLASSES, defects)),
        "",
        each("Ohm_@@_@@@_@@ N 0.8"),
        each("Ohm_@@_@@@_@@"),
        mutation);
  }

  @Property(tries = TRIES)
  void transliteration(@ForAll("mutations") Mutation mutation) {
    holds(
        (tree, defects) -> rows(Transliteration.read(tree, FILE, null, defects)),
        "",
        each("Mont_@@_@@@_@@ h\u00f6r gut zu @"),
        each("Mont_@@_@@@_@@"),
        mutation);
  }

  @Property(tries = TRIES)
  void wordLabels(@ForAll("mutations") Mutation mutation) {
    holds(
        (tree, defects) -> {
          WordLabels found = WordLabels.read(tree, FILE, defects);
          Map<String, String> rows = new TreeMap<>();
          found.chunks().forEach(chunk -> rows.put(chunk, found.of(chunk).toString()));
          return rows;
        },
        "",
        each("Ohm_@@_@@@_@@_0 wort N N E X A"),
        each("Ohm_@@_@@@_@@"),
        mutation);
  }

  @Property(tries = TRIES)
  void consensusTable(@ForAll("mutations") Mutation mutation) {
    holds(
        (tree, defects) -> rows(ConsensusFiles.csv(tree, FILE, defects)),
        "FileName,EmoClass,EmoAct,EmoVal,EmoDom,SpkrID,Gender,Split_Set",
        each("MSP-PODCAST_#_#.wav,H,2.@,4.0,3.5,@,Male,Train"),
        each("MSP-PODCAST_#_#"),
        mutation);
  }

  @Property(tries = TRIES)
  void detailedTable(@ForAll("mutations") Mutation mutation) {
    holds(
        (tree, defects) -> rows(DetailedFiles.csv(tree, FILE, defects)),
        "FileName,EmoDetail",
        each("MSP-PODCAST_#_#.wav,\"WORKER#; Other-x; Happy,Sad; A:@.0; V:4.0; D:2.0;\""),
        each("MSP-PODCAST_#_# WORKER#"),
        mutation);
  }

  @Property(tries = TRIES)
  void detailedColumns(@ForAll("mutations") Mutation mutation) {
    holds(
        (tree, defects) -> rows(DetailedFiles.csv(tree, FILE, defects)),
        "FileName,WorkerID,EmoClass_Major,EmoClass_Second,EmoAct,EmoVal,EmoDom",
        each("MSP-PODCAST_#_#.wav,WORKER#,Happy,\"Happy,Sad\",@,4.0,2"),
        each("MSP-PODCAST_#_# WORKER#"),
        mutation);
  }

  @Property(tries = TRIES)
  void jsonEntries(@ForAll("mutations") Mutation mutation) {
    List<String> entries =
        each("\"MSP-PODCAST_#_#.wav\": {\n  \"EmoClass\": \"A\",\n  \"EmoAct\": @.0\n}");
    List<String> keys = each("MSP-PODCAST_#_#");
    Parser parser = (tree, defects) -> rows(ConsensusFiles.json(tree, FILE, defects));
    Outcome before = parse(parser, entries, ",\n");
    assertThat(before.setAside()).isZero();
    assertThat(before.rows()).hasSize(ROWS);
    entries.set(mutation.line(), mutation.apply(entries.get(mutation.line())));
    Outcome after = parse(parser, entries, ",\n");
    for (int i = 0; i < ROWS; i++) {
      if (i != mutation.line()) {
        assertThat(after.rows().get(keys.get(i))).isEqualTo(before.rows().get(keys.get(i)));
      }
    }
    // The entry may still be one, or be set aside in one or more pieces; it is not lost.
    // JSON text without a value, as a comma or a brace alone, holds nothing to set aside.
    String rest = entries.get(mutation.line()).replaceAll("[,{}]", "");
    if (!saysNothing(rest, mutation.line() == 0)) {
      assertThat(after.rows().size() + after.setAside())
          .as("%s", mutation)
          .isGreaterThanOrEqualTo(ROWS);
    }
  }

  @Property(tries = TRIES)
  void blocksOfText(@ForAll("mutations") Mutation mutation) {
    List<String> blocks =
        each(
            "MSP-PODCAST_#_#.wav; A; A:@.0; V:2.0; D:3.0;\nWORKER#; Angry; ; A:@.0; V:2.0; D:3.0;");
    Parser parser =
        (tree, defects) -> {
          LabelsText text = LabelsText.read(tree, FILE, defects);
          Map<String, String> rows = rows(text.consensus());
          rows.putAll(rows(text.ratings()));
          return rows;
        };
    Outcome before = parse(parser, blocks, "\n\n");
    assertThat(before.setAside()).isZero();
    assertThat(before.rows()).hasSize(2 * ROWS);
    String[] block = blocks.get(mutation.line()).split("\n");
    int hit = mutation.place() % 2;
    block[hit] = mutation.apply(block[hit]);
    blocks.set(mutation.line(), String.join("\n", block));
    Outcome after = parse(parser, blocks, "\n\n");
    String own = each("MSP-PODCAST_#_#").get(mutation.line());
    before
        .rows()
        .forEach(
            (key, row) -> {
              if (!key.startsWith(own)) {
                assertThat(after.rows().get(key)).isEqualTo(row);
              }
            });
    int blank = saysNothing(block[hit], mutation.line() == 0 && hit == 0) ? 1 : 0;
    assertThat(after.rows().size() + after.setAside())
        .as("%s", mutation)
        .isGreaterThanOrEqualTo(2 * ROWS - blank);
  }
}
