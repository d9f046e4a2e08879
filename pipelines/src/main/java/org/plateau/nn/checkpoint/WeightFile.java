package org.plateau.nn.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Tensors of a weight file by name, whatever its format. Opening reads and checks the directory of
 * tensors against the file's size; values are mapped into memory when they are asked for.
 */
public interface WeightFile extends Closeable {
  /** The file or folder that was opened. */
  Path path();

  /** Names in the order in which the file lists them. */
  List<String> names();

  /**
   * Element type.
   *
   * @throws WeightFileException if there is no tensor of that name
   */
  TensorType type(String name) throws WeightFileException;

  /** Dimensions, empty for a scalar; errors as {@link #type}. */
  long[] shape(String name) throws WeightFileException;

  /**
   * Values in row-major order, little endian, read only, from position to limit; at most 2 GiB.
   *
   * @throws WeightFileException if there is no such tensor, or its bytes are damaged
   */
  ByteBuffer bytes(String name) throws IOException;

  /** What the file says beside tensors, as text by name. */
  Map<String, String> metadata();

  /** True if the file has a tensor of that name. */
  default boolean contains(String name) {
    return names().contains(name);
  }

  /** One tensor in the heap. */
  default HostTensor read(String name) throws IOException {
    ByteBuffer mapped = bytes(name);
    byte[] data = new byte[mapped.remaining()];
    mapped.get(data);
    return new HostTensor(type(name), shape(name), data);
  }
}
