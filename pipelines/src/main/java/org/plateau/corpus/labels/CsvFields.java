package org.plateau.corpus.labels;

import java.util.ArrayList;
import java.util.List;

/**
 * Fields of one line of comma separated values (RFC 4180, without line breaks inside quotes: a quote
 * that stays open is a defect of its line and takes no other line with it).
 */
public final class CsvFields {
  private CsvFields() {}

  /**
   * Splits a line.
   *
   * @throws LabelException if a quoted field is not closed, or goes on after its closing quote
   */
  public static List<String> split(String line, char separator) throws LabelException {
    List<String> fields = new ArrayList<>();
    int at = 0;
    while (true) {
      if (at < line.length() && line.charAt(at) == '"') {
        StringBuilder field = new StringBuilder();
        at = quoted(line, at + 1, field);
        fields.add(field.toString());
        if (at < line.length() && line.charAt(at) != separator) {
          throw LabelException.badLine("text follows a closing quote: " + line);
        }
      } else {
        int end = line.indexOf(separator, at);
        end = end < 0 ? line.length() : end;
        fields.add(line.substring(at, end));
        at = end;
      }
      if (at >= line.length()) {
        return fields;
      }
      at++;
    }
  }

  /** Reads from behind an opening quote; returns the place behind the closing one. */
  private static int quoted(String line, int from, StringBuilder field) throws LabelException {
    int at = from;
    while (at < line.length()) {
      char each = line.charAt(at);
      if (each != '"') {
        field.append(each);
        at++;
      } else if (at + 1 < line.length() && line.charAt(at + 1) == '"') {
        field.append('"');
        at += 2;
      } else {
        return at + 1;
      }
    }
    throw LabelException.badLine("a quote is not closed: " + line);
  }
}
