package org.plateau.stages.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Predictions as one JSON object a line. */
public final class JsonRows implements RowReader {
  private static final int LONGEST_LINE = 1 << 20;

  private final JsonFactory json = JsonNumbers.factory();
  private final TextLines text;
  private final Map<Field, String> options;
  private final Set<String> ignored = new TreeSet<>();
  private final StringBuilder line = new StringBuilder();
  private long number;

  /**
   * @param options values that stand in for fields that are absent
   */
  public JsonRows(InputStream bytes, Map<Field, String> options) {
    this.text = new TextLines(bytes);
    this.options = Map.copyOf(options);
  }

  /** Names that were met and not read. */
  public Set<String> ignored() {
    return ignored;
  }

  @Override
  public boolean next(RawRow into) {
    while (readLine()) {
      if (!line.toString().isBlank()) {
        into.start(number);
        parse(into);
        return true;
      }
    }
    return false;
  }

  private boolean readLine() {
    line.setLength(0);
    number = text.line();
    int c = text.take();
    if (c == TextLines.END) {
      return false;
    }
    while (c != '\n' && c != TextLines.END) {
      if (line.length() == LONGEST_LINE) {
        throw new BadRow(
            number, "(all)", "(the line)", "is longer than " + LONGEST_LINE + " characters");
      }
      line.append((char) c);
      c = text.take();
    }
    return true;
  }

  private void parse(RawRow into) {
    Set<Field> seen = EnumSet.noneOf(Field.class);
    try (JsonParser parser = json.createParser(line.toString())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadRow(number, "(all)", line.toString(), "must be one JSON object a line");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        Optional<Field> field = Field.named(name);
        if (field.isEmpty()) {
          ignored.add(name);
          parser.skipChildren();
        } else if (!seen.add(field.get())) {
          throw new BadRow(number, name, "(twice)", "must stand once");
        } else {
          set(field.get(), parser, number, into);
        }
      }
      if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
        throw new BadRow(number, "(all)", line.toString(), "must be one JSON object a line");
      }
    } catch (IOException e) {
      throw new BadRow(number, "(all)", line.toString(), "is not valid JSON");
    }
    for (Field field : Field.values()) {
      if (field.required() && !seen.contains(field) && !options.containsKey(field)) {
        throw new BadRow(number, field.column(), "(absent)", "is missing in this object");
      }
    }
  }

  private static void set(Field field, JsonParser parser, long number, RawRow into)
      throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    if (field == Field.LOGITS) {
      Optional<double[]> values =
          token == JsonToken.START_ARRAY ? JsonNumbers.read(parser) : Optional.empty();
      into.setLogits(
          values.orElseThrow(
              () ->
                  new BadRow(
                      number, field.column(), shown(parser), "must be an array of numbers")));
    } else if (token == JsonToken.VALUE_STRING
        || (field == Field.SEED && token == JsonToken.VALUE_NUMBER_INT)) {
      into.set(field, parser.getText());
    } else {
      throw new BadRow(
          number,
          field.column(),
          shown(parser),
          field == Field.SEED ? "must be a whole number" : "must be a text in double quotes");
    }
  }

  private static String shown(JsonParser parser) {
    try {
      return parser.currentToken() == null ? "(end)" : parser.getText();
    } catch (IOException e) {
      return "(unreadable)";
    }
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
