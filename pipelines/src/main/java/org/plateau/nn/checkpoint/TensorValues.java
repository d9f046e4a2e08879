package org.plateau.nn.checkpoint;

import java.nio.ByteBuffer;

/** Decodes little-endian values of any element type. */
public final class TensorValues {
  private TensorValues() {}

  /** True for the types that {@link #floats} reads. */
  public static boolean isReal(TensorType type) {
    return switch (type) {
      case F64, F32, F16, BF16 -> true;
      default -> false;
    };
  }

  /**
   * The next values as float32: F32 as they are, F16 and BF16 widened exactly, F64 rounded.
   *
   * @param in little endian; its position moves on
   * @throws IllegalStateException for types of whole numbers
   */
  public static float[] floats(TensorType type, ByteBuffer in, int count) {
    float[] out = new float[count];
    for (int i = 0; i < count; i++) {
      out[i] =
          switch (type) {
            case F64 -> (float) in.getDouble();
            case F32 -> in.getFloat();
            case F16 -> HalfPrecision.fromF16(in.getShort());
            case BF16 -> HalfPrecision.fromBf16(in.getShort());
            default ->
                throw new IllegalStateException(
                    "tensor type " + type + " holds no real numbers: store F32, F16 or BF16");
          };
    }
    return out;
  }

  /**
   * The next values as int64; BOOL gives 0 and 1, U8 0 to 255.
   *
   * @param in little endian; its position moves on
   * @throws IllegalStateException for types of real numbers
   */
  public static long[] longs(TensorType type, ByteBuffer in, int count) {
    long[] out = new long[count];
    for (int i = 0; i < count; i++) {
      out[i] =
          switch (type) {
            case I64 -> in.getLong();
            case I32 -> in.getInt();
            case I16 -> in.getShort();
            case I8 -> in.get();
            case U8 -> in.get() & 0xFF;
            case BOOL -> in.get() == 0 ? 0 : 1;
            default ->
                throw new IllegalStateException("tensor type " + type + " is no whole number");
          };
    }
    return out;
  }

  /**
   * The next values as float64, whatever their type.
   *
   * @param in little endian; its position moves on
   */
  public static double[] doubles(TensorType type, ByteBuffer in, int count) {
    double[] out = new double[count];
    if (type == TensorType.F64) {
      for (int i = 0; i < count; i++) {
        out[i] = in.getDouble();
      }
    } else if (isReal(type)) {
      float[] values = floats(type, in, count);
      for (int i = 0; i < count; i++) {
        out[i] = values[i];
      }
    } else {
      long[] values = longs(type, in, count);
      for (int i = 0; i < count; i++) {
        out[i] = values[i];
      }
    }
    return out;
  }
}
