package org.plateau.nn.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.plateau.nn.checkpoint.TensorType;
import org.plateau.nn.checkpoint.TensorValues;
import org.plateau.nn.checkpoint.WeightFile;

/**
 * One tensor in a line.
 *
 * @param name its name in the file
 * @param dtype element type as PyTorch calls it, {@code float32}
 * @param shape dimensions, empty for a scalar
 * @param mean mean of all values, NaN for an empty tensor
 * @param l2 square root of the sum of squares, 0 for an empty tensor
 */
public record TensorSummary(String name, String dtype, long[] shape, double mean, double l2) {
  private static final int PIECE = 1 << 20;

  /** Reads all values once, piece by piece. */
  public static TensorSummary of(WeightFile file, String name) throws IOException {
    TensorType type = file.type(name);
    ByteBuffer values = file.bytes(name);
    long count = values.remaining() / type.bytes();
    double sum = 0;
    double squares = 0;
    for (long from = 0; from < count; from += PIECE) {
      int piece = (int) Math.min(PIECE, count - from);
      for (double value : TensorValues.doubles(type, values, piece)) {
        sum += value;
        squares += value * value;
      }
    }
    return new TensorSummary(name, dtype(type), file.shape(name), sum / count, Math.sqrt(squares));
  }

  static String dtype(TensorType type) {
    return switch (type) {
      case BF16 -> "bfloat16";
      case U8 -> "uint8";
      case BOOL -> "bool";
      default ->
          type.name()
              .toLowerCase(Locale.ROOT)
              .replaceFirst("^f", "float")
              .replaceFirst("^i", "int");
    };
  }
}
