package org.plateau.stages.imports;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.plateau.config.UserException;

/**
 * A file of predictions.
 *
 * @param location path or address as Spark opens it
 * @param name as the user wrote it, for messages
 * @param format how it is read
 * @param source source of rows that name none
 */
public record InputFile(String location, String name, Format format, String source)
    implements Serializable {

  /** Kinds of files, told by the end of the name. */
  public enum Format {
    PARQUET("row", ".parquet"),
    CSV("line", ".csv"),
    JSON_LINES("line", ".jsonl", ".ndjson");

    private final String unit;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> endings;

    Format(String unit, String... endings) {
      this.unit = unit;
      this.endings = List.of(endings);
    }

    /** What rows are called in messages. */
    public String unit() {
      return unit;
    }
  }

  /**
   * Looks at the names; the same path twice counts once.
   *
   * @param sourceGiven true if rows that name no source get one other than the file's name
   * @throws UserException if an ending is unknown, or two files would have one source
   */
  public static List<InputFile> of(List<String> names, boolean sourceGiven) {
    Map<String, InputFile> byLocation = new LinkedHashMap<>();
    Map<String, InputFile> bySource = new HashMap<>();
    for (String name : names) {
      InputFile file = of(name);
      byLocation.putIfAbsent(file.location(), file);
      InputFile other = bySource.putIfAbsent(file.source(), file);
      if (other != null && !sourceGiven && !other.location().equals(file.location())) {
        throw new UserException(
            "%s: its rows without a source would be called %s, and so would those of %s; import them"
                    .formatted(name, file.source(), other.name())
                + " one by one with --source, or rename one");
      }
    }
    return List.copyOf(byLocation.values());
  }

  private static InputFile of(String name) {
    String location =
        name.matches("[A-Za-z][A-Za-z0-9+.-]+:/.*")
            ? name
            : "file://" + Path.of(name).toAbsolutePath().normalize();
    String last = name.replaceFirst("/+$", "").replaceFirst(".*/", "");
    String lower = last.toLowerCase(Locale.ROOT);
    for (Format format : Format.values()) {
      for (String ending : format.endings) {
        if (lower.endsWith(ending) && lower.length() > ending.length()) {
          return new InputFile(
              location, name, format, last.substring(0, last.length() - ending.length()));
        }
      }
    }
    throw new UserException(
        "%s: the name must end in .parquet, .csv or .jsonl; rename the file".formatted(name));
  }

  /** A message about a place in this file. */
  public String at(long row, String message) {
    return "%s %s %d, %s".formatted(name, format.unit(), row, message);
  }
}
