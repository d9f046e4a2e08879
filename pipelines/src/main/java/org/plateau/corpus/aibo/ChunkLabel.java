package org.plateau.corpus.aibo;

import java.util.Set;
import org.plateau.audio.QuarantineReason;
import org.plateau.corpus.FileTree;
import org.plateau.corpus.labels.Agreed;
import org.plateau.corpus.labels.Defects;
import org.plateau.corpus.labels.LabelException;
import org.plateau.corpus.labels.LabelLines;
import org.plateau.corpus.labels.Values;
import org.plateau.corpus.layout.AudioNames;

/**
 * One line of {@code chunk_labels_2cl_corpus.txt} or {@code chunk_labels_5cl_corpus.txt}: {@code
 * Ohm_01_015_00 N 1}.
 *
 * @param code class code
 * @param confidence share of the labellers who agree, in [0, 1]
 */
public record ChunkLabel(String code, double confidence) {
  /** Classes of the two-class file: idle and negative. */
  public static final Set<String> TWO_CLASSES = Set.of("IDL", "NEG");

  /** Classes of the five-class file: anger, emphatic, neutral, positive, rest. */
  public static final Set<String> FIVE_CLASSES = Set.of("A", "E", "N", "P", "R");

  private static final int FIELDS = 3;

  /**
   * Reads a label file.
   *
   * @param codes its classes
   * @return label by chunk
   */
  public static Agreed<ChunkLabel> read(
      FileTree tree, String path, Set<String> codes, Defects defects) {
    Agreed<ChunkLabel> found = new Agreed<>();
    LabelLines.read(tree, path, defects, (number, text) -> line(text, codes, found));
    return found;
  }

  private static void line(String text, Set<String> codes, Agreed<ChunkLabel> found)
      throws LabelException {
    String[] fields = text.strip().split("[\\s;,]+");
    if (fields.length != FIELDS) {
      throw LabelException.badLine("chunk, class and confidence are needed: " + text);
    }
    ChunkName name = ChunkName.parse(AudioNames.stem(fields[0]));
    if (!codes.contains(fields[1])) {
      throw new LabelException(
          QuarantineReason.UNKNOWN_CLASS,
          "%s: class %s must be one of %s"
              .formatted(name.utterance(), fields[1], codes.stream().sorted().toList()));
    }
    Double confidence = Values.number("confidence", fields[2], 0, 1);
    if (confidence == null) {
      throw LabelException.badLine("a confidence from 0 to 1 is needed: " + text);
    }
    found.put(name.utterance(), new ChunkLabel(fields[1], confidence));
  }
}
