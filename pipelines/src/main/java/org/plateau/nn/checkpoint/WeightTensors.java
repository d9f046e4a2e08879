package org.plateau.nn.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
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
  public static void load(Map<String, NDArray> tensors, SafetensorsFile file) throws IOException {
    for (Map.Entry<String, NDArray> named : tensors.entrySet()) {
      String name = named.getKey();
      long[] expected = named.getValue().getShape().getShape();
      if (!Arrays.equals(expected, file.shape(name))) {
        throw new WeightFileException(
            "%s: tensor %s must have shape %s, found %s"
                .formatted(
                    file.path(),
                    name,
                    Arrays.toString(expected),
                    Arrays.toString(file.shape(name))));
      }
      HostTensor value = file.read(name);
      if ((value.type() == TensorType.I64) != (type(name, named.getValue()) == TensorType.I64)) {
        throw new WeightFileException(
            "%s: tensor %s has type %s, the network's has %s"
                .formatted(file.path(), name, value.type(), named.getValue().getDataType()));
      }
      copyInto(named.getValue(), value);
    }
  }

  /** Copies values into an existing float32 or int64 tensor of the same number of elements. */
  public static void copyInto(NDArray target, HostTensor value) {
    if (target.getShape().size() == 0) {
      return;
    }
    Gradients.withoutRecording(
        () -> {
          try (NDManager scope = target.getManager().newSubManager();
              NDArray flat = target.reshape(-1)) {
            Shape shape = new Shape(target.getShape().size());
            NDArray values =
                target.getDataType() == DataType.INT64
                    ? scope.create(value.toLongs(), shape)
                    : scope.create(value.toFloats(), shape);
            flat.set(new NDIndex(":"), values);
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
