package org.plateau.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.charset.StandardCharsets;
import org.plateau.stats.SplitMix64;

/**
 * Weights and inputs as pure functions of (salt, tensor name, index), in integer arithmetic that
 * any language repeats, so that two programs can compare a network without a weight file:
 * SplitMix64 from the FNV-1a hash of {@code salt/name}; u is the upper 24 bits in [0, 1).
 *
 * <p>By name and rank: {@code running_var} 1 + u / 2; {@code running_mean} and rank-1 biases (2u -
 * 1) / 10; other tensors of rank 0 and 1: 1 + (u - 1/2) / 5; rank 2 and more: (2u - 1) sqrt(3 /
 * fan-in), fan-in the product of all dimensions but the first. Computed in float64, stored in
 * float32. Integer tensors stay.
 */
public final class GoldenFill {
  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  private GoldenFill() {}

  /**
   * Sets every floating tensor of the network.
   *
   * @param salt separates one set of weights from another
   * @param gain factor in float32 on the tensors of rank 2 and more; 1 leaves them
   */
  public static void fill(Network network, String salt, double gain) {
    Gradients.withoutRecording(
        () ->
            network
                .state()
                .forEach(
                    (name, target) -> {
                      if (target.getDataType() == DataType.FLOAT32) {
                        float[] values = tensor(salt, name, target.getShape());
                        amplify(values, target.getShape().dimension(), (float) gain);
                        assign(target, values);
                      }
                    }));
  }

  /** The values of one parameter or buffer, row-major. */
  public static float[] tensor(String salt, String name, Shape shape) {
    SplitMix64 random = new SplitMix64(fnv1a(salt + "/" + name));
    int rank = shape.dimension();
    String last = name.substring(name.lastIndexOf('.') + 1);
    double bound = rank < 2 ? 0 : Math.sqrt(3.0 / shape.slice(1).size());
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      double u = uniform(random);
      double value;
      if (last.equals("running_var")) {
        value = 1 + 0.5 * u;
      } else if (last.equals("running_mean") || (rank == 1 && last.startsWith("bias"))) {
        value = 0.1 * (2 * u - 1);
      } else if (rank <= 1) {
        value = 1 + 0.2 * (u - 0.5);
      } else {
        value = (2 * u - 1) * bound;
      }
      values[i] = (float) value;
    }
    return values;
  }

  /** A network's input, uniform in [-scale, scale). */
  public static NDArray signal(
      NDManager manager, String salt, String name, Shape shape, double scale) {
    SplitMix64 random = new SplitMix64(fnv1a(salt + "/" + name));
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((2 * uniform(random) - 1) * scale);
    }
    return manager.create(values, shape);
  }

  private static double uniform(SplitMix64 random) {
    return (random.nextLong() >>> 40) * 0x1.0p-24;
  }

  private static long fnv1a(String text) {
    long hash = FNV_OFFSET;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
    }
    return hash;
  }

  private static void assign(NDArray target, float[] values) {
    try (NDArray source = target.getManager().create(values, target.getShape())) {
      if (target.getShape().dimension() == 0) {
        target.subi(target).addi(source);
      } else {
        target.set(new NDIndex(":"), source);
      }
    }
  }

  private static void amplify(float[] values, int rank, float gain) {
    if (rank < 2 || gain == 1) {
      return;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] *= gain;
    }
  }
}
