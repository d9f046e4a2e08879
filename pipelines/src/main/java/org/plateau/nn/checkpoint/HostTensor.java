package org.plateau.nn.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A tensor in the Java heap.
 *
 * @param type element type
 * @param shape dimensions; empty for a scalar
 * @param data values in row-major order, little endian
 */
public record HostTensor(TensorType type, long[] shape, byte[] data) implements TensorSource {
  public HostTensor {
    long expected = SafetensorsHeader.byteCount(type, shape);
    if (data.length != expected) {
      throw new IllegalArgumentException(
          "a tensor of this type and shape has %d bytes, found %d"
              .formatted(expected, data.length));
    }
  }

  /** A float32 tensor of the given values. */
  public static HostTensor of(float[] values, long... shape) {
    ByteBuffer buffer = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    return new HostTensor(TensorType.F32, shape, buffer.array());
  }

  /** An int64 scalar. */
  public static HostTensor scalar(long value) {
    ByteBuffer buffer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, value);
    return new HostTensor(TensorType.I64, new long[0], buffer.array());
  }

  @Override
  public ByteBuffer bytes() {
    return ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The values as float32: F32 as they are, F16 and BF16 widened exactly, F64 rounded.
   *
   * @throws IllegalStateException for any other type
   */
  public float[] toFloats() {
    return TensorValues.floats(type, bytes(), data.length / type.bytes());
  }

  /**
   * The values of a tensor of whole numbers.
   *
   * @throws IllegalStateException for any other type
   */
  public long[] toLongs() {
    return TensorValues.longs(type, bytes(), data.length / type.bytes());
  }
}
