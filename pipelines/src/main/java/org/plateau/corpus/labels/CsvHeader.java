package org.plateau.corpus.labels;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The first line of a table: which column stands where. Names are compared without case, blanks and
 * punctuation; the separator is a comma, else a tab, else a semicolon.
 */
public final class CsvHeader {
  private static final char[] SEPARATORS = {',', '\t', ';'};

  private final char separator;
  private final int columns;
  private final Map<String, Integer> places = new HashMap<>();

  private CsvHeader(char separator, List<String> names) {
    this.separator = separator;
    this.columns = names.size();
    for (int i = 0; i < names.size(); i++) {
      places.putIfAbsent(canonical(names.get(i)), i);
    }
  }

  /**
   * Reads a header.
   *
   * @param required names of columns that must be there
   * @throws LabelException if one is not
   */
  public static CsvHeader parse(String line, List<String> required) throws LabelException {
    for (char separator : SEPARATORS) {
      CsvHeader header = new CsvHeader(separator, CsvFields.split(line, separator));
      if (required.stream().allMatch(header::has)) {
        return header;
      }
    }
    throw LabelException.badLine("the header must name the columns %s: %s".formatted(required, line));
  }

  /** Whether there is such a column. */
  public boolean has(String name) {
    return places.containsKey(canonical(name));
  }

  /**
   * Splits a row.
   *
   * @throws LabelException if it does not have as many fields as the header
   */
  public Row row(String line) throws LabelException {
    List<String> fields = CsvFields.split(line, separator);
    if (fields.size() != columns) {
      throw LabelException.badLine(
          "%d fields are needed, found %d: %s".formatted(columns, fields.size(), line));
    }
    return new Row(new ArrayList<>(fields));
  }

  private static String canonical(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /** One row of the table. */
  public final class Row {
    private final List<String> fields;

    private Row(List<String> fields) {
      this.fields = fields;
    }

    /** A field without outer blanks; empty where there is no such column. */
    public String get(String name) {
      Integer place = places.get(canonical(name));
      return place == null ? "" : fields.get(place).strip();
    }
  }
}
