package org.plateau.nn.input;

import java.util.Arrays;
import java.util.List;

/**
 * Inputs and labels of one step, in the Java heap.
 *
 * @param values row-major, batch first
 * @param shape with the batch axis
 * @param labels class indices, one a row
 */
public record Batch(float[] values, long[] shape, int[] labels) {
  public Batch {
    long count = 1;
    for (long dimension : shape) {
      count = Math.multiplyExact(count, dimension);
    }
    if (count != values.length || shape.length == 0 || shape[0] != labels.length) {
      throw new IllegalArgumentException(
          "a batch of %d labels must hold as many rows: shape %s, %d values"
              .formatted(labels.length, Arrays.toString(shape), values.length));
    }
  }

  /** Number of clips. */
  public int clips() {
    return labels.length;
  }

  /** The clips from a row on, up to {@code count}. */
  public Batch part(int from, int count) {
    int end = Math.min(from + count, clips());
    int each = values.length / clips();
    long[] partShape = shape.clone();
    partShape[0] = (long) end - from;
    return new Batch(
        Arrays.copyOfRange(values, from * each, end * each),
        partShape,
        Arrays.copyOfRange(labels, from, end));
  }

  /** Stacks clips of equal shape. */
  public static Batch of(List<Example> examples, int[] labels) {
    Example first = examples.get(0);
    float[] values = new float[Math.multiplyExact(first.values().length, examples.size())];
    for (int row = 0; row < examples.size(); row++) {
      float[] one = examples.get(row).values();
      if (one.length != first.values().length) {
        throw new IllegalArgumentException(
            "clips of a batch must have one length: %d and %d values"
                .formatted(first.values().length, one.length));
      }
      System.arraycopy(one, 0, values, row * one.length, one.length);
    }
    long[] shape = new long[first.shape().length + 1];
    shape[0] = examples.size();
    System.arraycopy(first.shape(), 0, shape, 1, first.shape().length);
    return new Batch(values, shape, labels);
  }
}
