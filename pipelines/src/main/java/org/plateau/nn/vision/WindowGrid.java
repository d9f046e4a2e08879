package org.plateau.nn.vision;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * A map cut into square windows, cyclically shifted before the cut.
 *
 * @param height rows of the map
 * @param width columns of the map
 * @param window edge of a window
 * @param shift rows and columns of the shift where an axis holds more than one window
 */
record WindowGrid(long height, long width, int window, int shift) {
  private static final float OTHER_REGION = -100;

  /** Rows added so that windows fill the map. */
  long padRows() {
    return Math.floorMod(-height, (long) window);
  }

  /** Columns added so that windows fill the map. */
  long padColumns() {
    return Math.floorMod(-width, (long) window);
  }

  long paddedHeight() {
    return height + padRows();
  }

  long paddedWidth() {
    return width + padColumns();
  }

  /** A window that covers the whole axis is not shifted along it. */
  int rowShift() {
    return paddedHeight() <= window ? 0 : shift;
  }

  int columnShift() {
    return paddedWidth() <= window ? 0 : shift;
  }

  boolean shifted() {
    return rowShift() + columnShift() > 0;
  }

  long windows() {
    return paddedHeight() / window * (paddedWidth() / window);
  }

  long cells() {
    return (long) window * window;
  }

  /** Zeros on the right and at the bottom of (batch, height, width, channels); itself if none. */
  static NDArray padded(NDArray map, long rows, long columns) {
    if (rows == 0 && columns == 0) {
      return map;
    }
    return map.pad(new Shape(0, 0, 0, columns, 0, rows), 0);
  }

  /** In: (batch, padded height, padded width, channels), out: (batch windows, cells, channels). */
  NDArray split(NDArray map) {
    long batch = map.getShape().get(0);
    long channels = map.getShape().get(3);
    return map.reshape(
            batch, paddedHeight() / window, window, paddedWidth() / window, window, channels)
        .transpose(0, 1, 3, 2, 4, 5)
        .reshape(batch * windows(), cells(), channels);
  }

  /** The way back from {@link #split}. */
  NDArray join(NDArray windows, long batch) {
    long channels = windows.getShape().get(2);
    return windows
        .reshape(batch, paddedHeight() / window, paddedWidth() / window, window, window, channels)
        .transpose(0, 1, 3, 2, 4, 5)
        .reshape(batch, paddedHeight(), paddedWidth(), channels);
  }

  /**
   * What a shift brings together from opposite edges must not look at each other: 0 within a
   * region, -100 between two. Out: (windows, 1, cells, cells).
   */
  NDArray mask(NDManager manager) {
    int cells = Math.toIntExact(cells());
    int count = Math.toIntExact(windows());
    int[] regions = new int[count * cells];
    int windowColumns = Math.toIntExact(paddedWidth() / window);
    for (int row = 0; row < paddedHeight(); row++) {
      for (int column = 0; column < paddedWidth(); column++) {
        int at = row / window * windowColumns + column / window;
        int cell = row % window * window + column % window;
        regions[at * cells + cell] =
            3 * region(row, paddedHeight(), rowShift())
                + region(column, paddedWidth(), columnShift());
      }
    }
    float[] mask = new float[Math.multiplyExact(count * cells, cells)];
    for (int i = 0; i < regions.length; i++) {
      int first = i / cells * cells;
      for (int j = 0; j < cells; j++) {
        mask[i * cells + j] = regions[first + j] == regions[i] ? 0 : OTHER_REGION;
      }
    }
    return manager.create(mask, new Shape(count, 1, cells, cells));
  }

  /** Band of a row after the shift: before the last window, in it, beyond the seam. */
  private int region(long position, long size, int shifted) {
    if (shifted == 0 || position < size - window) {
      return 0;
    }
    return position < size - shifted ? 1 : 2;
  }
}
