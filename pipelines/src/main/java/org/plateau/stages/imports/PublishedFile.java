package org.plateau.stages.imports;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.plateau.config.UserException;
import org.plateau.models.ModelAliases;

/** Reads a CSV file of published scores; every row is checked. */
public final class PublishedFile {
  /** Columns that name a row; one value each. */
  private static final List<String> KEY =
      List.of(
          "source", "paper_table", "task", "release", "test_set", "condition", "model", "metric");

  private static final List<String> OTHERS = List.of("experiment", "value", "ci_low", "ci_high");
  private static final Set<String> OPTIONAL = Set.of("ci_low", "ci_high");
  private static final int MOST_ROWS = 1_000_000;
  private static final int LONGEST = 500;

  private final String name;
  private final Set<String> tasks;
  private final ModelAliases aliases;
  private final String ownSource;

  /**
   * @param name of the file, for messages
   * @param tasks names of the tasks there are
   * @param aliases other names of models
   * @param ownSource the source that imports may not take
   */
  public PublishedFile(String name, Set<String> tasks, ModelAliases aliases, String ownSource) {
    this.name = name;
    this.tasks = new TreeSet<>(tasks);
    this.aliases = aliases;
    this.ownSource = ownSource;
  }

  /**
   * A published score.
   *
   * @param key values of {@code source, paper_table, task, release, test_set, condition, model,
   *     metric}
   * @param experiment which runs of the paper
   * @param low lower end of its interval, or null
   * @param high upper end, or null
   * @param line where it stands in the file
   */
  public record Score(
      Map<String, String> key,
      String experiment,
      double value,
      Double low,
      Double high,
      long line) {
    public Score {
      key = Map.copyOf(key);
    }
  }

  /**
   * Reads all rows.
   *
   * @throws UserException for the first row that cannot be taken
   */
  public List<Score> read(InputStream bytes) {
    try {
      return scores(new CsvLines(bytes));
    } catch (BadRow e) {
      throw at(e);
    }
  }

  private UserException at(BadRow bad) {
    return new UserException("%s line %d, %s".formatted(name, bad.row(), bad.getMessage()));
  }

  private List<Score> scores(CsvLines lines) {
    List<String> header = lines.next();
    if (header == null) {
      throw new UserException("%s line 1: the file is empty; it must have rows".formatted(name));
    }
    Map<String, Integer> columns = columns(header);
    List<Score> scores = new ArrayList<>();
    Map<Map<String, String>, Long> seen = new HashMap<>();
    for (List<String> fields = lines.next(); fields != null; fields = lines.next()) {
      if (fields.size() != header.size() || scores.size() == MOST_ROWS) {
        throw new BadRow(
            lines.line(),
            "(all)",
            fields.size() + " fields",
            "must have the %d of the header, and at most %d rows"
                .formatted(header.size(), MOST_ROWS));
      }
      Score score = score(fields, columns, lines.line());
      Long other = seen.putIfAbsent(score.key(), score.line());
      if (other != null) {
        throw new BadRow(
            score.line(),
            "model",
            score.key().get("model"),
            "stands already in line %d with the same source, table, task, test set, condition and metric"
                .formatted(other));
      }
      scores.add(score);
    }
    if (scores.isEmpty()) {
      throw new UserException("%s: has a header and no rows; it must have rows".formatted(name));
    }
    return scores;
  }

  private Map<String, Integer> columns(List<String> header) {
    Map<String, Integer> columns = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      if (columns.put(header.get(i).strip(), i) != null) {
        throw new BadRow(1, header.get(i), "(twice)", "must stand once");
      }
    }
    List<String> wanted = new ArrayList<>(KEY);
    wanted.addAll(OTHERS);
    for (String column : wanted) {
      if (!columns.containsKey(column) && !OPTIONAL.contains(column)) {
        throw new BadRow(
            1, column, "(absent)", "is missing, found %s; name the column so".formatted(header));
      }
    }
    return columns;
  }

  private Score score(List<String> fields, Map<String, Integer> columns, long line) {
    Map<String, String> key = new LinkedHashMap<>();
    for (String column : KEY) {
      key.put(column, text(fields, columns, column, line));
    }
    if (!tasks.contains(key.get("task"))) {
      throw new BadRow(line, "task", key.get("task"), "no such task; known are " + tasks);
    }
    if (key.get("source").equals(ownSource)) {
      throw new BadRow(
          line, "source", ownSource, "is the name of this warehouse's own runs; take another");
    }
    key.put("model", aliases.resolve(key.get("model")));
    Double value = number(fields, columns, "value", line);
    if (value == null) {
      throw new BadRow(line, "value", "", "must be a number");
    }
    return new Score(
        key,
        text(fields, columns, "experiment", line),
        value,
        number(fields, columns, "ci_low", line),
        number(fields, columns, "ci_high", line),
        line);
  }

  private static String text(
      List<String> fields, Map<String, Integer> columns, String column, long line) {
    String text = fields.get(columns.get(column));
    if (text.isBlank() || text.length() > LONGEST) {
      throw new BadRow(line, column, text, "must have 1 to %d characters".formatted(LONGEST));
    }
    return text;
  }

  private static Double number(
      List<String> fields, Map<String, Integer> columns, String column, long line) {
    Integer index = columns.get(column);
    if (index == null || fields.get(index).isBlank()) {
      return null;
    }
    String text = fields.get(index).strip();
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new BadRow(line, column, text, "must be a finite number, with a point");
  }
}
