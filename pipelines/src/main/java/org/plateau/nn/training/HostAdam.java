package org.plateau.nn.training;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.FloatBuffer;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/**
 * Adam's update of a float32 tensor in main memory, in place: one pass over weight, gradient and
 * both moments, in blocks that stay in the processor's cache. The engine's own update goes over a
 * tensor a dozen times and writes each intermediate result to fresh memory, which for a network
 * with large linear layers costs as much as its forward and backward pass.
 *
 * <p>Every element is computed alone and in the same order of operations, so the result depends
 * neither on the number of threads nor on how a tensor is cut.
 */
final class HostAdam implements AutoCloseable {
  private static final int BLOCK = 2048;
  private static final int PIECE = 512 * BLOCK;
  private static final int FLOAT_BYTES = 4;

  private final ForkJoinPool threads;

  /** An update that uses {@code threads} threads, >= 1. */
  HostAdam(int threads) {
    this.threads = threads > 1 ? new ForkJoinPool(threads) : null;
  }

  /**
   * The scalars of one update: m = beta1 m + (1 - beta1) g, v = beta2 v + (1 - beta2) g g, w = w -
   * rate m / (sqrt(v) + epsilon).
   */
  record Scalars(float beta1, float beta2, float rate, float epsilon) {}

  /**
   * True if each of these tensors lies in main memory as float32 in one piece, so that its memory
   * can be updated here. A view with strides answers with a copy, which shows by a write that does
   * not arrive; the value is put back.
   */
  static boolean serves(PtNDArray... tensors) {
    for (PtNDArray tensor : tensors) {
      if (!tensor.getDevice().equals(Device.cpu())
          || tensor.getDataType() != DataType.FLOAT32
          || tensor.isSparse()
          || tensor.size() > Integer.MAX_VALUE / FLOAT_BYTES
          || !shares(floats(tensor), floats(tensor))) {
        return false;
      }
    }
    return true;
  }

  private static boolean shares(FloatBuffer one, FloatBuffer two) {
    if (one.capacity() == 0) {
      return true;
    }
    float value = one.get(0);
    float probe = value == 1 ? 2 : 1;
    one.put(0, probe);
    boolean arrived = two.get(0) == probe;
    one.put(0, value);
    return arrived;
  }

  /** Updates weight, mean and square by the gradient and sets the gradient to zero. */
  void update(
      PtNDArray weight, PtNDArray gradient, PtNDArray mean, PtNDArray square, Scalars scalars) {
    Memory memory = new Memory(floats(weight), floats(gradient), floats(mean), floats(square));
    int size = memory.weight.capacity();
    int pieces = (size + PIECE - 1) / PIECE;
    if (threads == null || pieces == 1) {
      memory.update(0, size, scalars);
      return;
    }
    threads
        .submit(
            () ->
                IntStream.range(0, pieces)
                    .parallel()
                    .forEach(
                        piece -> {
                          int from = piece * PIECE;
                          memory.update(from, Math.min(PIECE, size - from), scalars);
                        }))
        .join();
  }

  private static FloatBuffer floats(PtNDArray tensor) {
    return JniUtils.getByteBuffer(tensor, true).asFloatBuffer();
  }

  @Override
  public void close() {
    if (threads != null) {
      threads.shutdown();
    }
  }

  /** The memory of four tensors of one shape. */
  private record Memory(
      FloatBuffer weight, FloatBuffer gradient, FloatBuffer mean, FloatBuffer square) {

    void update(int from, int count, Scalars scalars) {
      float[] w = new float[BLOCK];
      float[] g = new float[BLOCK];
      float[] m = new float[BLOCK];
      float[] v = new float[BLOCK];
      float[] zeros = new float[BLOCK];
      for (int done = 0; done < count; done += BLOCK) {
        int at = from + done;
        int length = Math.min(BLOCK, count - done);
        weight.get(at, w, 0, length);
        gradient.get(at, g, 0, length);
        mean.get(at, m, 0, length);
        square.get(at, v, 0, length);
        block(w, g, m, v, length, scalars);
        weight.put(at, w, 0, length);
        gradient.put(at, zeros, 0, length);
        mean.put(at, m, 0, length);
        square.put(at, v, 0, length);
      }
    }

    private static void block(
        float[] w, float[] g, float[] m, float[] v, int length, Scalars scalars) {
      float beta1 = scalars.beta1;
      float beta2 = scalars.beta2;
      float rest1 = 1 - beta1;
      float rest2 = 1 - beta2;
      float rate = scalars.rate;
      float epsilon = scalars.epsilon;
      for (int i = 0; i < length; i++) {
        float first = beta1 * m[i] + rest1 * g[i];
        float second = beta2 * v[i] + rest2 * g[i] * g[i];
        m[i] = first;
        v[i] = second;
        w[i] -= rate * first / ((float) Math.sqrt(second) + epsilon);
      }
    }
  }
}
