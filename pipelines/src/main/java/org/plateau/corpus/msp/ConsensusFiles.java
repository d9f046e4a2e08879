package org.plateau.corpus.msp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.plateau.corpus.FileTree;
import org.plateau.corpus.labels.Agreed;
import org.plateau.corpus.labels.CsvHeader;
import org.plateau.corpus.labels.CsvTable;
import org.plateau.corpus.labels.Defects;
import org.plateau.corpus.labels.JsonEntries;
import org.plateau.corpus.labels.LabelException;

/**
 * The consensus in its three forms. Columns and keys are found by name, so their order does not
 * matter (the table has valence before dominance, the JSON dominance before valence).
 */
public final class ConsensusFiles {
  private static final List<String> REQUIRED = List.of("FileName", "EmoClass");

  private ConsensusFiles() {}

  /** Reads {@code labels_consensus.csv}. */
  public static Agreed<Consensus> csv(FileTree tree, String path, Defects defects) {
    Agreed<Consensus> found = new Agreed<>();
    CsvTable.read(
        tree,
        path,
        defects,
        line -> CsvHeader.parse(line, REQUIRED),
        row -> found.put(MspNames.utterance(row.get("FileName")), consensus(row::get)));
    return found;
  }

  /** Reads {@code labels_consensus.json}. */
  public static Agreed<Consensus> json(FileTree tree, String path, Defects defects) {
    Agreed<Consensus> found = new Agreed<>();
    JsonEntries.read(
        tree,
        path,
        defects,
        (key, value) -> {
          if (!value.has("EmoClass")) {
            throw LabelException.badLine("the entry has no EmoClass: " + value);
          }
          found.put(MspNames.utterance(key), consensus(name -> text(value, name)));
        });
    return found;
  }

  /** Reads the heads of the blocks of {@code labels.txt}: class and attributes only. */
  public static Agreed<Consensus> text(FileTree tree, String path, Defects defects) {
    return LabelsText.read(tree, path, defects).consensus();
  }

  private interface Fields {
    String get(String name);
  }

  private static Consensus consensus(Fields fields) throws LabelException {
    return new Consensus(
        MspCodes.emotion(fields.get("EmoClass")),
        MspCodes.rating("EmoAct", fields.get("EmoAct")),
        MspCodes.rating("EmoVal", fields.get("EmoVal")),
        MspCodes.rating("EmoDom", fields.get("EmoDom")),
        MspCodes.speaker(fields.get("SpkrID")),
        MspCodes.gender(fields.get("Gender")),
        MspCodes.split(fields.get("Split_Set")));
  }

  /** A scalar as text; empty where there is none. */
  static String text(JsonNode object, String name) {
    JsonNode value = object.path(name);
    return value.isValueNode() && !value.isNull() ? value.asText() : "";
  }
}
