package org.plateau.nn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The update in main memory beside the engine's kernel, at sizes around blocks and pieces. */
class HostAdamTest {
  private static final HostAdam.Scalars SCALARS = new HostAdam.Scalars(0.9f, 0.999f, 0.01f, 1e-8f);
  private static final int STEPS = 3;

  private static float[] values(int size, int salt) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) Math.sin(salt + 0.37 * i);
    }
    return values;
  }

  private record Tensors(PtNDArray weight, PtNDArray gradient, PtNDArray mean, PtNDArray square) {
    static Tensors of(NDManager manager, int size) {
      return new Tensors(
          (PtNDArray) manager.create(values(size, 1)),
          (PtNDArray) manager.create(new float[size]),
          (PtNDArray) manager.zeros(new Shape(size)),
          (PtNDArray) manager.zeros(new Shape(size)));
    }

    void takeGradient(int step) {
      gradient.set(values((int) gradient.size(), 2 + step));
    }
  }

  private static float[] here(NDManager manager, int size, int threads) {
    Tensors tensors = Tensors.of(manager, size);
    try (HostAdam adam = new HostAdam(threads)) {
      for (int step = 0; step < STEPS; step++) {
        tensors.takeGradient(step);
        adam.update(tensors.weight, tensors.gradient, tensors.mean, tensors.square, SCALARS);
        assertThat(tensors.gradient.toFloatArray()).containsOnly(0f);
      }
    }
    return tensors.weight.toFloatArray();
  }

  private static float[] byTheEngine(NDManager manager, int size) {
    Tensors tensors = Tensors.of(manager, size);
    for (int step = 0; step < STEPS; step++) {
      tensors.takeGradient(step);
      JniUtils.adamUpdate(
          tensors.weight,
          tensors.gradient,
          tensors.mean,
          tensors.square,
          SCALARS.rate(),
          SCALARS.rate(),
          0f,
          1f,
          -1f,
          SCALARS.beta1(),
          SCALARS.beta2(),
          SCALARS.epsilon(),
          false);
    }
    return tensors.weight.toFloatArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2047, 2048, 2049, 1048576, 2097155})
  void equalsTheEnginesKernelForAnyNumberOfThreads(int size) {
    try (NDManager manager = NDManager.newBaseManager()) {
      float[] found = here(manager, size, 1);
      assertThat(here(manager, size, 3)).isEqualTo(found);
      float[] expected = byTheEngine(manager, size);
      float difference = 0;
      for (int i = 0; i < size; i++) {
        difference = Math.max(difference, Math.abs(found[i] - expected[i]));
      }
      assertThat(difference).isCloseTo(0f, within(1e-6f));
      assertThat(found).isNotEqualTo(values(size, 1));
    }
  }

  @Test
  void aViewAndOtherTypesAreLeftToTheEngine() {
    try (NDManager manager = NDManager.newBaseManager()) {
      PtNDArray plain = (PtNDArray) manager.zeros(new Shape(3, 4));
      NDArray turned = plain.transpose();
      assertThat(HostAdam.serves(plain)).isTrue();
      assertThat(HostAdam.serves(plain, (PtNDArray) turned)).isFalse();
      assertThat(HostAdam.serves((PtNDArray) manager.zeros(new Shape(3), DataType.FLOAT64)))
          .isFalse();
    }
  }
}
