package org.plateau.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class GradientsTest {
  @Test
  void theModeBelongsToTheThread() throws Exception {
    try (NDManager manager = NDManager.newBaseManager()) {
      assertThat(manager.getEngine()).isNotNull();
      ExecutorService other = Executors.newSingleThreadExecutor();
      try (Gradients.Recording recording = Gradients.record()) {
        assertThat(Gradients.recording()).isTrue();
        // A fresh thread records until it is told otherwise: why every forward pass needs a scope.
        assertThat(other.submit(Gradients::recording).get()).isTrue();
        assertThat(other.submit(() -> Gradients.inference(Gradients::recording)).get()).isFalse();
        assertThat(Gradients.recording()).isTrue();
        Future<?> foreign = other.submit(recording::close);
        assertThatThrownBy(foreign::get).hasMessageContaining("belongs to its thread");
      } finally {
        other.shutdown();
      }
    }
  }

  @Test
  void scopesRestoreTheModeTheyFoundAlsoAfterAnError() {
    try (NDManager manager = NDManager.newBaseManager()) {
      assertThat(manager.getEngine()).isNotNull();
      Gradients.withoutRecording(
          () -> {
            try (Gradients.Recording recording = Gradients.record()) {
              assertThatThrownBy(
                      () ->
                          Gradients.withoutRecording(
                              () -> {
                                throw new IllegalStateException("inside");
                              }))
                  .hasMessage("inside");
              assertThat(recording).isNotNull();
              assertThat(Gradients.recording()).isTrue();
            }
            assertThat(Gradients.recording()).isFalse();
          });
    }
  }

  @Test
  void backwardGivesTheVectorJacobianProduct() {
    try (NDManager manager = NDManager.newBaseManager();
        Gradients.Recording recording = Gradients.record()) {
      NDArray x = manager.create(new float[] {1, 2, 3});
      Gradients.require(x);
      NDArray cube = x.mul(x).mul(x);
      recording.backward(cube, manager.create(new float[] {1, 10, 100}));
      assertThat(floats(Gradients.of(x))).containsExactly(3, 120, 2700);
    }
  }

  @Test
  void gradientsAddUpUntilZeroed() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.create(new float[] {2, 5});
      Gradients.require(x);
      for (int pass = 1; pass <= 2; pass++) {
        try (Gradients.Recording recording = Gradients.record()) {
          recording.backward(x.mul(x).sum());
        }
        assertThat(floats(Gradients.of(x))).containsExactly(4 * pass, 10 * pass);
      }
      Gradients.zero(List.of(x));
      assertThat(floats(Gradients.of(x))).containsExactly(0, 0);
    }
  }

  @Test
  void refusesALossOfSeveralNumbersAndAnUpstreamOfAnotherShape() {
    try (NDManager manager = NDManager.newBaseManager();
        Gradients.Recording recording = Gradients.record()) {
      NDArray x = manager.ones(new Shape(3));
      Gradients.require(x);
      NDArray y = x.mul(2);
      assertThatThrownBy(() -> recording.backward(y)).hasMessageContaining("one number");
      assertThatThrownBy(() -> recording.backward(y, manager.ones(new Shape(2))))
          .hasMessageContaining("output's shape");
    }
  }

  @Test
  void twoThreadsRecordAtOnce() throws Exception {
    int steps = 50;
    ExecutorService pool = Executors.newFixedThreadPool(2);
    CountDownLatch bothRecord = new CountDownLatch(2);
    try {
      List<Future<Float>> results =
          List.of(
              pool.submit(() -> descend(3, steps, bothRecord)),
              pool.submit(() -> descend(-4, steps, bothRecord)));
      assertThat(results.get(0).get()).isCloseTo(3f, within(1e-3f));
      assertThat(results.get(1).get()).isCloseTo(-4f, within(1e-3f));
    } finally {
      pool.shutdown();
    }
  }

  /** Gradient descent on (x - target)^2 from 0. */
  private static float descend(float target, int steps, CountDownLatch bothRecord)
      throws InterruptedException {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.create(new float[] {0});
      Gradients.require(x);
      for (int step = 0; step < steps; step++) {
        try (NDManager scope = manager.newSubManager();
            Gradients.Recording recording = Gradients.record()) {
          bothRecord.countDown();
          bothRecord.await();
          NDArray distance = scope.create(new float[] {-target}).add(x);
          recording.backward(distance.mul(distance).sum());
        }
        Gradients.withoutRecording(
            () -> {
              try (NDArray gradient = Gradients.of(x);
                  NDArray move = gradient.mul(0.1)) {
                x.subi(move);
              }
            });
        Gradients.zero(List.of(x));
      }
      return x.getFloat(0);
    }
  }

  private static float[] floats(NDArray gradient) {
    try (gradient) {
      return gradient.toFloatArray();
    }
  }
}
