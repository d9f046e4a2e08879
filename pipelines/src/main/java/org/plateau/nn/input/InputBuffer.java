package org.plateau.nn.input;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One reused, 64-byte aligned native buffer for network inputs: no garbage a step, and the same
 * alignment in every run, on which vectorised kernels may depend. On a CPU the tensor is a view of
 * the buffer, so it must be closed before the next call.
 */
public final class InputBuffer {
  private static final int ALIGNMENT = 64;

  private ByteBuffer buffer = ByteBuffer.allocateDirect(0);

  public NDArray tensor(NDManager manager, float[] values, long[] shape) {
    int bytes = Math.multiplyExact(values.length, Float.BYTES);
    if (buffer.capacity() < bytes) {
      // An aligned slice loses up to one alignment at each end.
      buffer =
          ByteBuffer.allocateDirect(Math.addExact(bytes, 2 * ALIGNMENT)).alignedSlice(ALIGNMENT);
    }
    ByteBuffer view = buffer.slice(0, bytes).order(ByteOrder.nativeOrder());
    view.asFloatBuffer().put(values);
    return manager.create(view, new Shape(shape), DataType.FLOAT32);
  }
}
