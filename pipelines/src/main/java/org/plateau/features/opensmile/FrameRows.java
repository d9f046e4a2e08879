package org.plateau.features.opensmile;

import com.sun.jna.Pointer;
import java.util.Arrays;

/** Frames of one level as they arrive, row-major. */
final class FrameRows {
  private static final int FIRST_VALUES = 1024;

  private float[] values = new float[FIRST_VALUES];
  private int columns;
  private int used;
  private int odd = -1;

  /** Takes a frame; an odd one is noted, since no exception may leave a native callback. */
  void add(Pointer row, int count) {
    if (columns == 0) {
      columns = count;
    }
    if (count != columns || count < 1) {
      odd = count;
      return;
    }
    if (values.length - used < count) {
      values = Arrays.copyOf(values, Math.addExact(Math.multiplyExact(values.length, 2), count));
    }
    row.read(0, values, used, count);
    used += count;
  }

  /** Throws if a frame was longer or shorter than the first. */
  void checkEven() {
    if (odd >= 0) {
      throw new IllegalStateException(
          "a frame has %d values, the first one %d".formatted(odd, columns));
    }
  }

  int columns() {
    return columns;
  }

  int frames() {
    return columns == 0 ? 0 : used / columns;
  }

  void copyRow(int frame, float[] to, int offset) {
    System.arraycopy(values, frame * columns, to, offset, columns);
  }
}
