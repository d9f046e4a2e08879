package org.plateau.corpus.msp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.plateau.corpus.FileTree;
import org.plateau.corpus.RatingEntry;
import org.plateau.corpus.labels.CsvHeader;
import org.plateau.corpus.labels.CsvTable;
import org.plateau.corpus.labels.Defects;
import org.plateau.corpus.labels.JsonEntries;
import org.plateau.corpus.labels.LabelException;

/**
 * The single ratings. {@code labels_detailed.csv} has either one column EmoDetail ({@link
 * RatingLine}) or columns for rater, primary, secondary and attributes; {@code labels_detailed.json}
 * has an object a rater.
 */
public final class DetailedFiles {
  private static final List<String> RATER_COLUMNS = List.of("WorkerID", "Workers", "Worker");

  private DetailedFiles() {}

  /** Reads either shape of {@code labels_detailed.csv}. */
  public static Ratings csv(FileTree tree, String path, Defects defects) {
    Ratings found = new Ratings();
    CsvTable.read(tree, path, defects, DetailedFiles::header, row -> found.add(rating(row)));
    return found;
  }

  private static CsvHeader header(String text) throws LabelException {
    CsvHeader header = CsvHeader.parse(text, List.of("FileName"));
    boolean columns =
        RATER_COLUMNS.stream().anyMatch(header::has) && header.has("EmoClass_Major");
    if (!columns && !header.has("EmoDetail")) {
      throw LabelException.badLine(
          "the header must name EmoDetail, or WorkerID and EmoClass_Major: " + text);
    }
    return header;
  }

  private static RatingEntry rating(CsvHeader.Row row) throws LabelException {
    String utterance = MspNames.utterance(row.get("FileName"));
    String detail = row.get("EmoDetail");
    if (!detail.isEmpty()) {
      return RatingLine.parse(utterance, detail);
    }
    String rater = "";
    for (String column : RATER_COLUMNS) {
      rater = rater.isEmpty() ? row.get(column) : rater;
    }
    if (rater.isEmpty()) {
      throw LabelException.badLine("%s: the row names no rater".formatted(utterance));
    }
    return new RatingEntry(
        utterance,
        rater,
        RatingLine.orNull(row.get("EmoClass_Major")),
        RatingLine.orNull(row.get("EmoClass_Second")),
        MspCodes.rating("EmoAct", row.get("EmoAct")),
        MspCodes.rating("EmoVal", row.get("EmoVal")),
        MspCodes.rating("EmoDom", row.get("EmoDom")));
  }

  /** Reads {@code labels_detailed.json}: {@code {file: {worker: {...}}}}. */
  public static Ratings json(FileTree tree, String path, Defects defects) {
    Ratings found = new Ratings();
    JsonEntries.read(
        tree,
        path,
        defects,
        (key, raters) -> {
          String utterance = MspNames.utterance(key);
          List<RatingEntry> entries = new ArrayList<>();
          for (Map.Entry<String, JsonNode> rater : raters.properties()) {
            entries.add(rating(utterance, rater.getKey(), rater.getValue()));
          }
          for (RatingEntry entry : entries) {
            found.add(entry);
          }
        });
    return found;
  }

  private static RatingEntry rating(String utterance, String rater, JsonNode value)
      throws LabelException {
    if (!value.isObject() || rater.isBlank()) {
      throw LabelException.badLine("%s: rater '%s' has no object".formatted(utterance, rater));
    }
    return new RatingEntry(
        utterance,
        rater.strip(),
        RatingLine.orNull(words(value, "EmoClass_Major")),
        RatingLine.orNull(words(value, "EmoClass_Second")),
        MspCodes.rating("EmoAct", ConsensusFiles.text(value, "EmoAct")),
        MspCodes.rating("EmoVal", ConsensusFiles.text(value, "EmoVal")),
        MspCodes.rating("EmoDom", ConsensusFiles.text(value, "EmoDom")));
  }

  /** A text, or a list of texts joined by commas. */
  private static String words(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (!value.isArray()) {
      return ConsensusFiles.text(object, name);
    }
    List<String> words = new ArrayList<>();
    value.forEach(word -> words.add(word.asText()));
    return String.join(",", words);
  }
}
