package org.plateau.corpus.transcripts;

import static org.plateau.audio.QuarantineReason.BAD_LABEL_LINE;
import static org.plateau.audio.QuarantineReason.EMPTY_FILE;
import static org.plateau.audio.QuarantineReason.TOO_LARGE;
import static org.plateau.audio.QuarantineReason.UNREADABLE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.plateau.config.UserException;
import org.plateau.corpus.FileEntry;
import org.plateau.corpus.FileTree;
import org.plateau.corpus.QuarantineEntry;
import org.plateau.corpus.TranscriptEntry;
import org.plateau.corpus.labels.Agreed;
import org.plateau.corpus.labels.CsvHeader;
import org.plateau.corpus.labels.CsvTable;
import org.plateau.corpus.labels.Defects;
import org.plateau.corpus.labels.LabelException;
import org.plateau.corpus.labels.LabelLines;
import org.plateau.corpus.layout.AudioNames;
import org.plateau.corpus.layout.FolderNames;

/**
 * Transcripts from outside a corpus: a CSV file with the columns utterance and text, a JSON Lines
 * file with the same fields, or a folder of text files that carry the utterance's name. A column or
 * field {@code language} may stand beside them. Utterances may carry an audio extension. Two
 * different texts for one utterance: neither is used.
 */
public final class GivenTranscripts {
  private static final int MAX_TEXT_BYTES = 1 << 16;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** What is said, and in which language. */
  private record Said(String language, String text) {}

  private final String source;
  private final String language;
  private final String prefix;
  private final Agreed<Said> said = new Agreed<>();
  private final Defects defects = new Defects();

  private GivenTranscripts(String source, String language) {
    this.source = source;
    this.language = language;
    this.prefix = "transcripts/" + source + "/";
  }

  /**
   * What was read.
   *
   * @param byUtterance transcripts by utterance
   * @param defects lines and files set aside; paths begin with {@code transcripts/<source>/}
   */
  public record Result(Map<String, TranscriptEntry> byUtterance, List<QuarantineEntry> defects) {}

  /**
   * Reads a CSV or JSON Lines file.
   *
   * @param source name of who wrote the transcripts
   * @param language ISO 639-1 code where the file names none
   * @param tree the folder that holds the file
   * @param file name of the file, ending in csv, tsv, jsonl or ndjson
   * @throws UserException if the name has another ending, or there is no such file
   */
  public static Result file(String source, String language, FileTree tree, String file)
      throws IOException {
    GivenTranscripts given = new GivenTranscripts(source, language);
    if (tree.list().files().stream().noneMatch(entry -> entry.path().equals(file))) {
      throw new UserException(
          "transcripts %s: %s/%s must be a file; mend the path"
              .formatted(source, tree.location(), file));
    }
    String lower = file.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".csv") || lower.endsWith(".tsv")) {
      CsvTable.read(
          tree,
          file,
          given.defects,
          line -> CsvHeader.parse(line, List.of("utterance", "text")),
          row -> given.add(row.get("utterance"), row.get("language"), row.get("text")));
    } else if (lower.endsWith(".jsonl") || lower.endsWith(".ndjson")) {
      LabelLines.read(tree, file, given.defects, (number, line) -> given.addJson(line));
    } else {
      throw new UserException(
          "transcripts %s: %s must end in csv, tsv, jsonl or ndjson, or be a folder of txt files"
              .formatted(source, file));
    }
    return given.result();
  }

  /** Reads a folder of text files, at any depth. */
  public static Result folder(String source, String language, FileTree tree) throws IOException {
    GivenTranscripts given = new GivenTranscripts(source, language);
    for (FileEntry file : tree.list().files()) {
      String name = file.name().toLowerCase(Locale.ROOT);
      if (name.endsWith(".txt") && !FolderNames.isStray(file.path())) {
        given.addFile(tree, file);
      }
    }
    return given.result();
  }

  private void addFile(FileTree tree, FileEntry file) {
    String utterance = file.name().substring(0, file.name().length() - ".txt".length());
    try {
      String text = LabelLines.text(tree.read(file.path(), MAX_TEXT_BYTES), null);
      add(utterance, "", text.replace("\uFEFF", ""));
    } catch (LabelException e) {
      defects.add(file.path(), e.reason(), e.detail());
    } catch (FileTree.FileTooLargeException e) {
      defects.add(file.path(), TOO_LARGE, e.getMessage());
    } catch (IOException e) {
      defects.add(file.path(), UNREADABLE, e.toString());
    }
  }

  private void addJson(String line) throws LabelException {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new LabelException(
          BAD_LABEL_LINE, "not JSON (%s): %s".formatted(e.getOriginalMessage(), line));
    }
    if (!node.path("utterance").isTextual() || !node.path("text").isTextual()) {
      throw new LabelException(BAD_LABEL_LINE, "the fields utterance and text are needed: " + line);
    }
    add(
        node.path("utterance").textValue(),
        node.path("language").asText(""),
        node.path("text").textValue());
  }

  private void add(String utterance, String itsLanguage, String text) throws LabelException {
    String id = AudioNames.stem(utterance.strip());
    String words = text.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
    if (id.isEmpty()) {
      throw new LabelException(BAD_LABEL_LINE, "no utterance is named");
    }
    if (words.isEmpty()) {
      throw new LabelException(EMPTY_FILE, id + ": the transcript has no text");
    }
    said.put(id, new Said(itsLanguage.isBlank() ? language : itsLanguage.strip(), words));
  }

  private Result result() {
    Map<String, TranscriptEntry> entries = new TreeMap<>();
    for (String utterance : said.keys()) {
      Said each = said.get(utterance);
      if (each != null) {
        entries.put(
            utterance, new TranscriptEntry(utterance, source, each.language(), each.text()));
      }
    }
    List<QuarantineEntry> aside = new ArrayList<>();
    for (QuarantineEntry entry : defects.sorted()) {
      aside.add(new QuarantineEntry(prefix + entry.path(), entry.reason(), entry.detail()));
    }
    return new Result(entries, List.copyOf(aside));
  }
}
