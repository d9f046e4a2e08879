package org.plateau.stages.imports;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plateau.config.UserException;

/** A matrix of 32-bit floats from NumPy's file format, versions 1 to 3. */
final class NpyMatrix {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final long LARGEST_BYTES = 1L << 30;
  private static final int SHORT_PREFIX = 10;
  private static final int LONG_PREFIX = 12;
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '<f4', 'fortran_order': False, 'shape': \\((\\d{1,9}), (\\d{1,6})\\), \\}\\s*");

  private final ByteBuffer values;
  private final int rows;
  private final int columns;

  private NpyMatrix(ByteBuffer values, int rows, int columns) {
    this.values = values;
    this.rows = rows;
    this.columns = columns;
  }

  /**
   * Reads a file.
   *
   * @throws UserException if it is no two-dimensional array of float32 in rows, or is torn
   */
  static NpyMatrix read(Path file) {
    try {
      if (Files.size(file) > LARGEST_BYTES) {
        throw new UserException("%s: is larger than %d bytes".formatted(file, LARGEST_BYTES));
      }
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      return parse(file, bytes);
    } catch (IOException e) {
      throw new UserException("%s: cannot be read (%s)".formatted(file, e.getMessage()));
    }
  }

  private static NpyMatrix parse(Path file, ByteBuffer bytes) {
    boolean magic = bytes.limit() > LONG_PREFIX;
    for (int i = 0; magic && i < MAGIC.length; i++) {
      magic = bytes.get(i) == MAGIC[i];
    }
    if (magic) {
      boolean first = bytes.get(MAGIC.length) == 1;
      int start = first ? SHORT_PREFIX : LONG_PREFIX;
      long length = first ? bytes.getShort(8) & 0xFFFF : bytes.getInt(8) & 0xFFFFFFFFL;
      if (start + length <= bytes.limit()) {
        byte[] header = new byte[(int) length];
        bytes.get(start, header);
        Matcher shape = HEADER.matcher(new String(header, StandardCharsets.UTF_8));
        long body = bytes.limit() - start - length;
        if (shape.matches()) {
          long rows = Long.parseLong(shape.group(1));
          long columns = Long.parseLong(shape.group(2));
          if (rows * columns * Float.BYTES == body) {
            ByteBuffer values = bytes.position((int) (start + length)).slice();
            return new NpyMatrix(values.order(ByteOrder.LITTLE_ENDIAN), (int) rows, (int) columns);
          }
        }
      }
    }
    throw new UserException(
        "%s: must be a whole NumPy file with a float32 matrix, one row a clip".formatted(file));
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  float[] row(int row) {
    float[] found = new float[columns];
    for (int c = 0; c < columns; c++) {
      found[c] = values.getFloat((row * columns + c) * Float.BYTES);
    }
    return found;
  }
}
