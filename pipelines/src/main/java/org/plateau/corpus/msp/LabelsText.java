package org.plateau.corpus.msp;

import java.util.List;
import org.plateau.corpus.FileTree;
import org.plateau.corpus.labels.Agreed;
import org.plateau.corpus.labels.Defects;
import org.plateau.corpus.labels.LabelException;
import org.plateau.corpus.labels.LabelLines;
import org.plateau.corpus.layout.AudioNames;

/**
 * The file {@code labels.txt}: a block for each utterance, its head {@code name.wav; N; A:2.400000;
 * V:4.000000; D:2.800000;}, then a line a rater, then a blank line. A head that cannot be read takes
 * the raters below it with it, and no other block.
 *
 * @param consensus class and attributes by utterance
 * @param ratings ratings by utterance
 */
public record LabelsText(Agreed<Consensus> consensus, Ratings ratings) {
  private static final int HEAD_FIELDS = 5;

  /** Reads the file. */
  public static LabelsText read(FileTree tree, String path, Defects defects) {
    LabelsText found = new LabelsText(new Agreed<>(), new Ratings());
    Block block = new Block(found);
    LabelLines.read(tree, path, defects, block::line);
    return found;
  }

  /** The block under way. */
  private static final class Block {
    private final LabelsText found;
    private String utterance;
    private int lastLine;

    Block(LabelsText found) {
      this.found = found;
    }

    void line(int number, String text) throws LabelException {
      List<String> fields = RatingLine.fields(text);
      boolean afterBlank = number != lastLine + 1;
      lastLine = number;
      boolean head = fields.size() == HEAD_FIELDS && AudioNames.isAudio(fields.get(0).strip());
      if (head || afterBlank) {
        utterance = null;
      }
      if (head) {
        head(fields, text);
      } else if (utterance == null) {
        throw LabelException.badLine("no head 'name.wav; class; A:n; V:n; D:n;' above: " + text);
      } else {
        found.ratings.add(RatingLine.parse(utterance, text));
      }
    }

    private void head(List<String> fields, String text) throws LabelException {
      String name = MspNames.utterance(fields.get(0));
      // The raters below belong to this name even where class or attributes cannot be used.
      utterance = name;
      List<String> attributes = fields.subList(2, HEAD_FIELDS);
      found.consensus.put(
          name,
          new Consensus(
              MspCodes.emotion(fields.get(1)),
              RatingLine.attribute(attributes, 'A', text),
              RatingLine.attribute(attributes, 'V', text),
              RatingLine.attribute(attributes, 'D', text),
              null,
              null,
              null));
    }
  }
}
