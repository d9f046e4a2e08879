package org.plateau.testing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The formula behind the golden values: weights and inputs as a pure function of (salt, name,
 * index), in integer arithmetic. The Java twin of {@code reference/models/golden.py}: FNV-1a 64 of
 * {@code salt + "/" + name} starts a SplitMix64 sequence whose upper 24 bits give u in [0, 1).
 */
public final class Golden {
  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private Golden() {}

  /** {@code count} values in [0, 1) for the tensor {@code name}, multiples of 2^-24. */
  public static double[] uniform(String salt, String name, int count) {
    long state = fnv1a64(salt + "/" + name);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      state += GAMMA;
      long z = state;
      z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      z ^= z >>> 31;
      values[i] = (z >>> 40) / (double) (1 << 24);
    }
    return values;
  }

  /**
   * Values of the parameter or buffer {@code name} of {@code shape}, row-major; rules by name and
   * rank as the table in {@code golden.py}. An empty shape is one value.
   */
  public static float[] tensor(String salt, String name, long... shape) {
    double[] u = uniform(salt, name, Math.toIntExact(product(shape, 0)));
    String last = name.substring(name.lastIndexOf('.') + 1);
    double fanInScale = shape.length < 2 ? 0 : Math.sqrt(3.0 / product(shape, 1));
    float[] values = new float[u.length];
    for (int i = 0; i < u.length; i++) {
      double v;
      if (last.equals("running_var")) {
        v = 1 + 0.5 * u[i];
      } else if (last.equals("running_mean")) {
        v = 0.1 * (2 * u[i] - 1);
      } else if (shape.length == 1 && last.startsWith("bias")) {
        v = 0.1 * (2 * u[i] - 1);
      } else if (shape.length <= 1) {
        v = 1 + 0.2 * (u[i] - 0.5);
      } else {
        v = (2 * u[i] - 1) * fanInScale;
      }
      values[i] = (float) v;
    }
    return values;
  }

  /** A model input: {@code count} values uniform in [-scale, scale). */
  public static float[] signal(String salt, String name, int count, double scale) {
    double[] u = uniform(salt, name, count);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) ((2 * u[i] - 1) * scale);
    }
    return values;
  }

  /** FNV-1a, 64 bit, over the UTF-8 bytes. */
  public static long fnv1a64(String text) {
    long hash = FNV_OFFSET;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
    }
    return hash;
  }

  private static long product(long[] shape, int from) {
    return Arrays.stream(shape, Math.min(from, shape.length), shape.length)
        .reduce(1, Math::multiplyExact);
  }
}
