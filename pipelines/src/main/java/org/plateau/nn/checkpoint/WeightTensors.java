package org.plateau.nn.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.plateau.nn.Gradients;

/** Native tensors to and from weight files. */
public final class WeightTensors {
  /** Elements that are copied at once. */
  private static final int PIECE = 1 << 22;

  private WeightTensors() {}

  /** The tensors as sources that are read when they are written to a file. */
  public static Map<String, TensorSource> sources(Map<String, NDArray> tensors) {
    Map<String, TensorSource> sources = new LinkedHashMap<>();
    tensors.forEach((name, array) -> sources.put(name, new Native(type(name, array), array)));
    return sources;
  }

  /**
   * Fills the tensors from a file, in place. Names of the file that are not asked for are ignored.
   *
   * @throws WeightFileException if a tensor is absent or has another shape or kind of number
   */
  public static void load(Map<String, NDArray> tensors, WeightFile file) throws IOException {
    for (Map.Entry<String, NDArray> named : tensors.entrySet()) {
      load(named.getKey(), named.getValue(), file, named.getKey());
    }
  }

  /**
   * Fills one tensor from a file, in place.
   *
   * @param name the tensor's name, for messages
   * @param stored the name under which the file has it
   * @throws WeightFileException if it is absent or has another shape or kind of number
   */
  public static void load(String name, NDArray tensor, WeightFile file, String stored)
      throws IOException {
    long[] expected = tensor.getShape().getShape();
    if (!Arrays.equals(expected, file.shape(stored))) {
      throw new WeightFileException(
          "%s: tensor %s must have shape %s, found %s"
              .formatted(
                  file.path(),
                  name,
                  Arrays.toString(expected),
                  Arrays.toString(file.shape(stored))));
    }
    boolean whole = tensor.getDataType() == DataType.INT64;
    if (whole == TensorValues.isReal(file.type(stored))) {
      throw new WeightFileException(
          "%s: tensor %s has type %s, the network's has %s"
              .formatted(file.path(), name, file.type(stored), tensor.getDataType()));
    }
    copyInto(tensor, file.type(stored), file.bytes(stored));
  }

  /** Copies values into an existing float32 or int64 tensor of the same number of elements. */
  public static void copyInto(NDArray target, HostTensor value) {
    copyInto(target, value.type(), value.bytes());
  }

  /** The same in pieces, so that a large mapped tensor needs little heap. */
  private static void copyInto(NDArray target, TensorType type, ByteBuffer values) {
    long size = target.getShape().size();
    Gradients.withoutRecording(
        () -> {
          try (NDArray flat = target.reshape(-1)) {
            for (long from = 0; from < size; from += PIECE) {
              int count = (int) Math.min(PIECE, size - from);
              try (NDManager scope = target.getManager().newSubManager()) {
                NDArray piece =
                    target.getDataType() == DataType.INT64
                        ? scope.create(TensorValues.longs(type, values, count))
                        : scope.create(TensorValues.floats(type, values, count));
                flat.set(new NDIndex("%d:%d".formatted(from, from + count)), piece);
              }
            }
          }
        });
  }

  /** SHA-256 over names, types, shapes and values, in the map's order. */
  public static String sha256(Map<String, NDArray> tensors) {
    MessageDigest digest = DurableFiles.sha256();
    sources(tensors)
        .forEach(
            (name, source) -> {
              String head = name + '\0' + source.type() + Arrays.toString(source.shape()) + '\0';
              digest.update(head.getBytes(StandardCharsets.UTF_8));
              digest.update(source.bytes());
            });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static TensorType type(String name, NDArray array) {
    return switch (array.getDataType()) {
      case FLOAT32 -> TensorType.F32;
      case FLOAT16 -> TensorType.F16;
      case INT64 -> TensorType.I64;
      default ->
          throw new IllegalStateException(
              "tensor %s has type %s: a weight file holds float32, float16 or int64"
                  .formatted(name, array.getDataType()));
    };
  }

  private record Native(TensorType type, NDArray array) implements TensorSource {
    @Override
    public long[] shape() {
      return array.getShape().getShape();
    }

    @Override
    public ByteBuffer bytes() {
      if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
        throw new IllegalStateException("weight files are written on little-endian machines only");
      }
      return array.toByteBuffer();
    }
  }
}
