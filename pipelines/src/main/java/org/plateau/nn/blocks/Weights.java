package org.plateau.nn.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.function.DoubleSupplier;
import org.plateau.stats.SplitMix64;

/**
 * Makes the initial tensors of a network. All values come from one generator on the CPU, in the
 * order of construction, so they are a function of the seed alone on any device.
 */
public final class Weights {
  private final NDManager manager;
  private final SplitMix64 random;

  public Weights(NDManager manager, long seed) {
    this.manager = manager;
    this.random = new SplitMix64(seed);
  }

  /** Uniform in [-bound, bound). */
  public NDArray uniform(Shape shape, double bound) {
    return draw(shape, () -> (2 * random.nextDouble() - 1) * bound);
  }

  /** PyTorch's default of linear layers and convolutions: bound 1 / sqrt(fan-in). */
  public NDArray uniformByFanIn(Shape shape, long fanIn) {
    return uniform(shape, 1 / Math.sqrt((double) fanIn));
  }

  /** Normal around zero. */
  public NDArray normal(Shape shape, double deviation) {
    return draw(shape, () -> gaussian() * deviation);
  }

  /**
   * Glorot and Bengio's uniform rule: bound sqrt(6 / (fan-in + fan-out)), both times kernel size.
   */
  public NDArray glorotUniform(Shape shape) {
    double kernel = shape.slice(2).size();
    return uniform(shape, Math.sqrt(6 / ((shape.get(0) + shape.get(1)) * kernel)));
  }

  /** He's normal initialisation by fan-out: deviation sqrt(2 / (out x kernel size)). */
  public NDArray normalByFanOut(Shape shape) {
    double fanOut = (double) shape.get(0) * shape.slice(2).size();
    double deviation = Math.sqrt(2 / fanOut);
    return draw(shape, () -> gaussian() * deviation);
  }

  /** One value throughout. */
  public NDArray constant(Shape shape, float value) {
    return manager.full(shape, value);
  }

  /** Values that the architecture fixes, row-major. */
  public NDArray values(float[] values, Shape shape) {
    // The copy lies in the engine's own, aligned memory; the first array borrows the JVM's.
    try (NDArray borrowed = manager.create(values, shape)) {
      return borrowed.duplicate();
    }
  }

  /** Whole numbers that the architecture fixes, int64. */
  public NDArray indices(long[] values) {
    try (NDArray borrowed = manager.create(values)) {
      return borrowed.duplicate();
    }
  }

  public NDArray zeros(Shape shape) {
    return manager.zeros(shape);
  }

  public NDArray ones(Shape shape) {
    return manager.ones(shape);
  }

  /** An int64 scalar of value 0. */
  public NDArray counter() {
    return manager.zeros(new Shape(), DataType.INT64);
  }

  /** The normal quantile of a uniform number: basic arithmetic, so the same on every machine. */
  private double gaussian() {
    return NormalQuantile.of(((random.nextLong() >>> 11) + 0.5) * 0x1.0p-53);
  }

  private NDArray draw(Shape shape, DoubleSupplier next) {
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) next.getAsDouble();
    }
    return values(values, shape);
  }
}
