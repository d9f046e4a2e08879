package org.plateau.nn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.nn.Gradients;
import org.plateau.nn.checkpoint.SafetensorsFile;
import org.plateau.nn.checkpoint.SafetensorsWriter;

/** The optimisers against the papers' formulas in double precision, one number at a time. */
class OptimiserTest {
  private static final int SIZE = 7;
  private static final int STEPS = 20;
  private static final double RATE = 0.01;

  @TempDir Path folder;

  private static float gradient(int step, int index) {
    // Scales from 1e-9 (where eps matters) to 1e2; signs change.
    return (float) (Math.sin(step * 1.7 + index) * Math.pow(10, index * 11.0 / 6 - 9));
  }

  private static float start(int index) {
    return (index - 3) * 0.25f;
  }

  private static NDArray weights(NDManager manager) {
    float[] values = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      values[i] = start(i);
    }
    NDArray weights = manager.create(values);
    Gradients.require(weights);
    return weights;
  }

  /** Puts a gradient on the tensor: the derivative of sum(w * g) is g. */
  private static void backward(NDManager manager, NDArray weights, int step) {
    float[] values = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      values[i] = gradient(step, i);
    }
    try (NDManager scope = manager.newSubManager();
        Gradients.Recording recording = Gradients.record()) {
      NDArray given = scope.create(values);
      recording.backward(given.mul(weights).sum());
    }
  }

  @Test
  void adamFollowsTheFormula() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray weights = weights(manager);
      try (Optimiser adam = new Adam(Map.of("w", weights), RATE)) {
        for (int step = 0; step < STEPS; step++) {
          backward(manager, weights, step);
          adam.step();
        }
        assertThat(adam.steps()).isEqualTo(STEPS);
      }
      float[] found = weights.toFloatArray();
      for (int i = 0; i < SIZE; i++) {
        double w = start(i);
        double m = 0;
        double v = 0;
        for (int step = 0; step < STEPS; step++) {
          double g = gradient(step, i);
          m = 0.9 * m + 0.1 * g;
          v = 0.999 * v + 0.001 * g * g;
          double mean = m / (1 - Math.pow(0.9, step + 1.0));
          double root = Math.sqrt(v / (1 - Math.pow(0.999, step + 1.0)));
          w -= RATE * mean / (root + 1e-8);
        }
        assertThat((double) found[i]).as("weight " + i).isCloseTo(w, within(1e-6));
      }
    }
  }

  @Test
  void sgdFollowsTheFormulaAndGradientsDoNotAddUp() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray weights = weights(manager);
      try (Optimiser sgd = new Sgd(Map.of("w", weights), RATE)) {
        for (int step = 0; step < STEPS; step++) {
          backward(manager, weights, step);
          sgd.step();
        }
      }
      float[] found = weights.toFloatArray();
      for (int i = 0; i < SIZE; i++) {
        double w = start(i);
        for (int step = 0; step < STEPS; step++) {
          w -= RATE * gradient(step, i);
        }
        assertThat((double) found[i]).isCloseTo(w, within(2e-6 * Math.max(1, Math.abs(w))));
      }
      try (NDArray left = Gradients.of(weights)) {
        assertThat(left.toFloatArray()).containsOnly(0f);
      }
    }
  }

  @Test
  void aSavedStateGoesOnBitForBit() throws IOException {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray straight = weights(manager);
      NDArray broken = weights(manager);
      try (Optimiser one = new Adam(Map.of("w", straight), RATE)) {
        Path file = folder.resolve("state.safetensors");
        try (Optimiser two = new Adam(Map.of("w", broken), RATE)) {
          for (int step = 0; step < 5; step++) {
            backward(manager, straight, step);
            one.step();
            backward(manager, broken, step);
            two.step();
          }
          SafetensorsWriter.write(file, new LinkedHashMap<>(two.state()), Map.of());
        }
        try (Optimiser three = new Adam(Map.of("w", broken), RATE);
            SafetensorsFile saved = SafetensorsFile.open(file)) {
          three.load(saved);
          assertThat(three.steps()).isEqualTo(5);
          backward(manager, straight, 5);
          one.step();
          backward(manager, broken, 5);
          three.step();
        }
      }
      assertThat(broken.toFloatArray()).containsExactly(straight.toFloatArray());
    }
  }

  @Test
  void stepsLeaveNoHandles() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray weights = weights(manager);
      try (Optimiser adam = new Adam(Map.of("w", weights), RATE)) {
        backward(manager, weights, 0);
        adam.step();
        int handles = manager.getManagedArrays().size();
        for (int step = 1; step < 10; step++) {
          backward(manager, weights, step);
          adam.step();
        }
        assertThat(manager.getManagedArrays()).hasSize(handles);
      }
    }
  }
}
