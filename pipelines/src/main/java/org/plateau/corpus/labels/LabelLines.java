package org.plateau.corpus.labels;

import static org.plateau.audio.QuarantineReason.TOO_LARGE;
import static org.plateau.audio.QuarantineReason.UNREADABLE;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.plateau.corpus.FileTree;

/**
 * Reads a label file line by line. Lines end with LF, CR LF or CR; a byte order mark is dropped.
 * Without a given charset each line is UTF-8 where its bytes allow that, else ISO-8859-1: found a
 * line at a time, so that one damaged byte cannot change how other lines read. A line beyond {@link
 * #MAX_LINE_BYTES} is set aside as too_large without being held in memory.
 */
public final class LabelLines {
  /** Longest line, in bytes. */
  public static final int MAX_LINE_BYTES = 1 << 16;

  private static final int BUFFER_BYTES = 1 << 16;

  private final String path;
  private final Charset charset;
  private final Defects defects;
  private final Handler handler;
  private byte[] line = new byte[256];
  private int length;
  private int number = 1;

  private LabelLines(String path, Charset charset, Defects defects, Handler handler) {
    this.path = path;
    this.charset = charset;
    this.defects = defects;
    this.handler = handler;
  }

  /** Takes the lines of a file. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Takes one line that is not blank.
     *
     * @param number from 1
     * @param text without its end
     * @throws LabelException if the line is to be set aside
     */
    void line(int number, String text) throws LabelException;
  }

  /** The place of a line, for quarantine. */
  public static String place(String path, int number) {
    return path + ":" + number;
  }

  /**
   * Reads a file in UTF-8 or ISO-8859-1. A file that cannot be read to its end is set aside as
   * unreadable; its lines so far stand.
   */
  public static void read(FileTree tree, String path, Defects defects, Handler handler) {
    read(tree, path, null, defects, handler);
  }

  /**
   * Reads a file.
   *
   * @param charset of the file, or null to find it a line at a time
   */
  public static void read(
      FileTree tree, String path, Charset charset, Defects defects, Handler handler) {
    try (InputStream in = tree.open(path)) {
      new LabelLines(path, charset, defects, handler).run(in);
    } catch (IOException e) {
      defects.add(path, UNREADABLE, e.toString());
    }
  }

  private void run(InputStream raw) throws IOException {
    try (InputStream in = new BufferedInputStream(raw, BUFFER_BYTES)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      boolean afterReturn = false;
      int count = in.read(buffer);
      while (count >= 0) {
        for (int i = 0; i < count; i++) {
          byte each = buffer[i];
          if (each == '\n' && afterReturn) {
            afterReturn = false;
          } else if (each == '\n' || each == '\r') {
            afterReturn = each == '\r';
            end();
          } else {
            afterReturn = false;
            append(each);
          }
        }
        count = in.read(buffer);
      }
      if (length > 0) {
        end();
      }
    }
  }

  private void append(byte each) {
    if (length >= MAX_LINE_BYTES) {
      length = MAX_LINE_BYTES + 1;
      return;
    }
    if (length == line.length) {
      line = Arrays.copyOf(line, Math.min(2 * length, MAX_LINE_BYTES));
    }
    line[length++] = each;
  }

  private void end() {
    String place = place(path, number);
    if (length > MAX_LINE_BYTES) {
      defects.add(
          path, place, TOO_LARGE, "the line has more than %d bytes".formatted(MAX_LINE_BYTES));
    } else {
      String text = decode();
      if (!text.isBlank()) {
        try {
          handler.line(number, text);
        } catch (LabelException e) {
          defects.add(path, place, e.reason(), e.detail());
        }
      }
    }
    length = 0;
    number++;
  }

  private String decode() {
    int from = number == 1 && startsWithMark() ? 3 : 0;
    return text(Arrays.copyOfRange(line, from, length), charset);
  }

  private boolean startsWithMark() {
    return length >= 3
        && line[0] == (byte) 0xef
        && line[1] == (byte) 0xbb
        && line[2] == (byte) 0xbf;
  }

  /**
   * Bytes as text.
   *
   * @param charset or null: UTF-8 where the bytes allow that, else ISO-8859-1
   */
  public static String text(byte[] bytes, Charset charset) {
    if (charset != null) {
      return new String(bytes, charset);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }
}
