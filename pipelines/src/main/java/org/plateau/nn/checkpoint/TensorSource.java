package org.plateau.nn.checkpoint;

import java.nio.ByteBuffer;

/** A tensor to be written: type and shape now, bytes when they are needed. */
public interface TensorSource {
  TensorType type();

  /** Dimensions; empty for a scalar. */
  long[] shape();

  /** Values in row-major order, little endian, from position to limit. */
  ByteBuffer bytes();

  /** Number of bytes: elements times the type's width. */
  default long byteCount() {
    return SafetensorsHeader.byteCount(type(), shape());
  }
}
