package org.plateau.nn.checkpoint.torch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.plateau.nn.checkpoint.WeightFileException;

/**
 * A tensor as PyTorch saves it: a storage, the first element, sizes and strides in elements. The
 * constructor refuses views that leave the storage, and views much larger than it.
 */
record TensorView(Storage storage, long offset, long[] shape, long[] strides) {
  private static final int MAX_RANK = 32;
  private static final long MAX_BYTES = Integer.MAX_VALUE - 8L;

  /** An expanded view (stride 0) may be larger than its storage up to this size. */
  private static final long MAX_EXPANDED_BYTES = 1 << 20;

  static TensorView of(Storage storage, Object offset, Object sizes, Object strides)
      throws WeightFileException {
    TensorView view =
        new TensorView(
            storage, whole(offset, "offset"), longs(sizes, "size"), longs(strides, "stride"));
    view.check();
    return view;
  }

  private void check() throws WeightFileException {
    if (shape.length > MAX_RANK || shape.length != strides.length) {
      throw new WeightFileException(
          "a tensor of %d sizes and %d strides: must be equally many, at most %d"
              .formatted(shape.length, strides.length, MAX_RANK));
    }
    try {
      long last = offset;
      for (int axis = 0; axis < shape.length; axis++) {
        last = Math.addExact(last, Math.multiplyExact(Math.max(0, shape[axis] - 1), strides[axis]));
      }
      long bytes = Math.multiplyExact(count(), (long) storage.type().bytes());
      if (bytes > 0 && last >= storage.elements()) {
        throw new WeightFileException(
            "a tensor of size %s, stride %s and offset %d leaves its storage of %d elements"
                .formatted(
                    Arrays.toString(shape), Arrays.toString(strides), offset, storage.elements()));
      }
      boolean expanded = count() > storage.elements() && bytes > MAX_EXPANDED_BYTES;
      if (bytes > MAX_BYTES || expanded) {
        throw new WeightFileException(
            "a tensor of size %s has %d bytes, its storage %d elements: at most 2 GiB are read, and no more than the storage holds"
                .formatted(Arrays.toString(shape), bytes, storage.elements()));
      }
    } catch (ArithmeticException e) {
      throw new WeightFileException(
          "a tensor of size %s is too large".formatted(Arrays.toString(shape)), e);
    }
  }

  long count() {
    long count = 1;
    for (long size : shape) {
      count = Math.multiplyExact(count, size);
    }
    return count;
  }

  private boolean contiguous() {
    long expected = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      if (shape[axis] != 1 && strides[axis] != expected) {
        return false;
      }
      expected *= shape[axis];
    }
    return true;
  }

  /**
   * The values in row-major order.
   *
   * @param all the storage's bytes
   */
  ByteBuffer values(ByteBuffer all) {
    int width = storage.type().bytes();
    int bytes = (int) (count() * width);
    if (bytes == 0) {
      return ByteBuffer.allocate(0);
    }
    if (contiguous()) {
      return all.slice((int) (offset * width), bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
    byte[] gathered = new byte[bytes];
    long[] index = new long[shape.length];
    long from = offset;
    for (int to = 0; to < bytes; to += width) {
      all.get((int) (from * width), gathered, to, width);
      from += next(index);
    }
    return ByteBuffer.wrap(gathered).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Steps to the next index in row-major order; returns by how many elements the place moves. */
  private long next(long[] index) {
    long moved = 0;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      index[axis]++;
      moved += strides[axis];
      if (index[axis] < shape[axis]) {
        return moved;
      }
      moved -= index[axis] * strides[axis];
      index[axis] = 0;
    }
    return moved;
  }

  private static long[] longs(Object value, String what) throws WeightFileException {
    List<Object> items =
        value instanceof PickleTuple tuple
            ? tuple.items()
            : value instanceof List<?> list ? new ArrayList<>(list) : null;
    if (items == null) {
      throw new WeightFileException("the %s of a tensor must be a tuple".formatted(what));
    }
    long[] values = new long[items.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = whole(items.get(i), what);
    }
    return values;
  }

  static long whole(Object value, String what) throws WeightFileException {
    if (value instanceof Long number && number >= 0) {
      return number;
    }
    throw new WeightFileException(
        "%s = %s of a tensor must be a whole number >= 0".formatted(what, shortened(value)));
  }

  private static String shortened(Object value) {
    return value instanceof Number ? value.toString() : value == null ? "None" : "another type";
  }
}
