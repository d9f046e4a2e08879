package org.plateau.stages.imports;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Characters of a UTF-8 file, one at a time, with the number of the line. CR LF and CR count as LF;
 * a byte order mark is skipped.
 */
final class TextLines implements Closeable {
  static final int END = -1;
  private static final int BUFFER_CHARS = 1 << 16;
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final Reader reader;
  private final char[] buffer = new char[BUFFER_CHARS];
  private int filled;
  private int position;
  private long line = 1;

  TextLines(InputStream bytes) {
    reader =
        new InputStreamReader(
            bytes,
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    if (peek() == BYTE_ORDER_MARK) {
      position++;
    }
  }

  /** The line of the character that comes next, from 1. */
  long line() {
    return line;
  }

  /** The next character without taking it, or {@link #END}. */
  int peek() {
    if (position == filled) {
      fill();
    }
    return position == filled ? END : buffer[position];
  }

  /** Takes the next character, or {@link #END}. */
  int take() {
    int c = peek();
    if (c == END) {
      return END;
    }
    position++;
    if (c == '\r') {
      if (peek() == '\n') {
        position++;
      }
      c = '\n';
    }
    if (c == '\n') {
      line++;
    }
    return c;
  }

  private void fill() {
    try {
      position = 0;
      filled = Math.max(0, reader.read(buffer));
    } catch (CharacterCodingException e) {
      filled = 0;
      throw new BadRow(line, "(all)", "(bytes)", "from here on the file is not UTF-8");
    } catch (IOException e) {
      filled = 0;
      throw new BadRow(line, "(all)", "(bytes)", "cannot be read: " + e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
