package org.plateau.nn.vision;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.plateau.nn.blocks.Attention;
import org.plateau.nn.blocks.Brick;
import org.plateau.nn.blocks.Linear;
import org.plateau.nn.blocks.Lookup;
import org.plateau.nn.blocks.Macs;
import org.plateau.nn.blocks.Pass;
import org.plateau.nn.blocks.Roll;
import org.plateau.nn.blocks.Scalars;
import org.plateau.nn.blocks.Weights;

/**
 * Attention within 7 x 7 windows with a learnt bias for each relative position; every second block
 * shifts the windows by 3. The map is zero-padded to whole windows; padded cells take part as keys.
 * In and out: (batch, height, width, channels); heads are 32 channels wide.
 */
final class WindowAttention extends Brick {
  private static final int WINDOW = 7;
  private static final int CELLS = WINDOW * WINDOW;
  private static final int OFFSETS = 2 * WINDOW - 1;
  private static final long HEAD_WIDTH = 32;
  private static final int PROJECTIONS = 3;

  private final NDArray biasTable;
  private final NDArray biasIndex;
  private final Linear qkv;
  private final Linear projection;
  private final long heads;
  private final int shift;

  WindowAttention(Weights weights, long channels, boolean shifted) {
    heads = channels / HEAD_WIDTH;
    shift = shifted ? WINDOW / 2 : 0;
    biasTable =
        parameter(
            "relative_position_bias_table",
            weights.normal(new Shape((long) OFFSETS * OFFSETS, heads), SwinFactory.DEVIATION));
    biasIndex = buffer("relative_position_index", weights.indices(relativePositions()));
    qkv =
        child(
            "qkv", Linear.normal(weights, channels, PROJECTIONS * channels, SwinFactory.DEVIATION));
    projection = child("proj", Linear.normal(weights, channels, channels, SwinFactory.DEVIATION));
  }

  /** For each pair of cells the row of the table: 13 (row distance + 6) + column distance + 6. */
  private static long[] relativePositions() {
    long[] rows = new long[CELLS * CELLS];
    for (int from = 0; from < CELLS; from++) {
      for (int to = 0; to < CELLS; to++) {
        int vertical = from / WINDOW - to / WINDOW + WINDOW - 1;
        int horizontal = from % WINDOW - to % WINDOW + WINDOW - 1;
        rows[from * CELLS + to] = (long) vertical * OFFSETS + horizontal;
      }
    }
    return rows;
  }

  @Override
  protected NDArray forward(NDArray input, Pass pass) {
    Shape shape = input.getShape();
    WindowGrid grid = new WindowGrid(shape.get(1), shape.get(2), WINDOW, shift);
    NDManager manager = input.getManager();
    try (NDManager scope = manager.newSubManager()) {
      NDArray local = input.reshape(shape);
      local.attach(scope); // what is computed from it stays in the scope
      NDArray map = WindowGrid.padded(local, grid.padRows(), grid.padColumns());
      map = grid.shifted() ? Roll.by(map, -grid.rowShift(), -grid.columnShift()) : map;
      NDArray windows = grid.split(map);
      NDArray seen = attended(windows, grid, scope, pass);
      NDArray back = grid.join(projection.asFunction(seen, pass), shape.get(0));
      back = grid.shifted() ? Roll.by(back, grid.rowShift(), grid.columnShift()) : back;
      NDArray cropped = back.get(":, :" + shape.get(1) + ", :" + shape.get(2) + ", :");
      cropped.attach(manager);
      return cropped;
    }
  }

  /** Softmax attention of each window. In and out: (batch windows, cells, channels). */
  private NDArray attended(NDArray windows, WindowGrid grid, NDManager scope, Pass pass) {
    long count = windows.getShape().get(0);
    long channels = windows.getShape().get(2);
    NDArray joint =
        qkv.asFunction(windows, pass)
            .reshape(count, CELLS, PROJECTIONS, heads, HEAD_WIDTH)
            .transpose(2, 0, 3, 1, 4);
    NDArray query = Scalars.times(joint.get(0), 1 / Math.sqrt((double) HEAD_WIDTH));
    NDArray scores = query.matMul(joint.get(1).swapAxes(-2, -1)).add(positionBias(scope));
    if (grid.shifted()) {
      NDArray mask = grid.mask(scope).toType(scores.getDataType(), false);
      scores =
          scores
              .reshape(count / grid.windows(), grid.windows(), heads, CELLS, CELLS)
              .add(mask)
              .reshape(count, heads, CELLS, CELLS);
    }
    return scores.softmax(-1).matMul(joint.get(2)).swapAxes(1, 2).reshape(count, CELLS, channels);
  }

  /** (heads, cells, cells). */
  private NDArray positionBias(NDManager scope) {
    NDArray rows = Lookup.rows(biasTable, biasIndex);
    rows.attach(scope);
    return rows.reshape(CELLS, CELLS, heads).transpose(2, 0, 1);
  }

  @Override
  public Macs macs(Shape input, Shape output) {
    WindowGrid grid = new WindowGrid(input.get(1), input.get(2), WINDOW, shift);
    long cells = input.get(0) * grid.windows() * CELLS;
    long products = cells * Attention.multiplyAdds(CELLS, input.get(3));
    return new Macs(qkv.multiplyAdds(cells) + projection.multiplyAdds(cells) + products, 0);
  }
}
