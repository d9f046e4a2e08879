package org.plateau.stages.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Predictions in CSV; logits are a JSON array in one field. */
public final class CsvRows implements RowReader {
  private final JsonFactory json = JsonNumbers.factory();
  private final CsvLines lines;
  private final Header header;
  private final int width;

  /**
   * Reads the header.
   *
   * @throws org.plateau.config.UserException if it lacks a column
   */
  public CsvRows(String file, InputStream bytes, Map<Field, String> options) {
    lines = new CsvLines(bytes);
    List<String> columns = lines.next();
    width = columns == null ? 0 : columns.size();
    header = columns == null ? null : Header.of(file, columns, options);
  }

  /** Names of the columns that are not read. */
  public List<String> ignored() {
    return header == null ? List.of() : header.ignored();
  }

  @Override
  public boolean next(RawRow into) {
    List<String> values = header == null ? null : lines.next();
    if (values == null) {
      return false;
    }
    if (values.size() != width) {
      throw new BadRow(
          lines.line(),
          "(all)",
          values.size() + " fields",
          "the header has %d; quote what holds a comma".formatted(width));
    }
    into.start(lines.line());
    for (int i = 0; i < width; i++) {
      Optional<Field> field = header.fields().get(i);
      String value = values.get(i);
      if (field.isEmpty() || value.isEmpty()) {
        continue;
      }
      if (field.get() == Field.LOGITS) {
        into.setLogits(logits(value, lines.line()));
      } else {
        into.set(field.get(), value);
      }
    }
    return true;
  }

  private double[] logits(String text, long line) {
    try (JsonParser parser = json.createParser(text)) {
      if (parser.nextToken() == JsonToken.START_ARRAY) {
        Optional<double[]> values = JsonNumbers.read(parser);
        if (values.isPresent() && parser.nextToken() == null) {
          return values.get();
        }
      }
    } catch (IOException e) {
      // told below, with the text itself
    }
    throw new BadRow(
        line, Field.LOGITS.column(), text, "must be a JSON array of numbers, like [0.5, -1.2]");
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
