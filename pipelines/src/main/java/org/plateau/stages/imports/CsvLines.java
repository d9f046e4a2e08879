package org.plateau.stages.imports;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Records of a CSV file by RFC 4180: comma, double quotes, quotes doubled within quotes, line ends
 * within quotes. Empty lines are skipped.
 */
final class CsvLines implements Closeable {
  private static final int LONGEST_FIELD = 1 << 20;
  private static final int MOST_FIELDS = 4096;

  private final TextLines text;
  private final StringBuilder field = new StringBuilder();
  private long line;

  CsvLines(InputStream bytes) {
    text = new TextLines(bytes);
  }

  /** The line at which the latest record starts, from 1. */
  long line() {
    return line;
  }

  /**
   * The fields of the next record, or null at the end.
   *
   * @throws BadRow if a quote stays open, or text follows a closing quote
   */
  List<String> next() {
    while (text.peek() == '\n' || text.peek() == '\r') {
      text.take();
    }
    line = text.line();
    if (text.peek() == TextLines.END) {
      return null;
    }
    List<String> fields = new ArrayList<>();
    int end;
    do {
      if (fields.size() == MOST_FIELDS) {
        throw broken("has more than " + MOST_FIELDS + " fields");
      }
      field.setLength(0);
      end = text.peek() == '"' ? quoted() : plain();
      fields.add(field.toString());
    } while (end == ',');
    return fields;
  }

  private int plain() {
    int c = text.take();
    while (c != ',' && c != '\n' && c != TextLines.END) {
      append(c);
      c = text.take();
    }
    return c;
  }

  private int quoted() {
    text.take();
    while (true) {
      int c = text.take();
      if (c == TextLines.END) {
        throw broken("a double quote is opened and never closed");
      }
      if (c != '"') {
        append(c);
      } else if (text.peek() == '"') {
        append(text.take());
      } else {
        int end = text.take();
        if (end != ',' && end != '\n' && end != TextLines.END) {
          throw broken("text follows a closing double quote");
        }
        return end;
      }
    }
  }

  private void append(int c) {
    if (field.length() == LONGEST_FIELD) {
      throw broken("a field is longer than " + LONGEST_FIELD + " characters");
    }
    field.append((char) c);
  }

  private BadRow broken(String rule) {
    return new BadRow(line, "(all)", "(the line)", rule);
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
