package org.plateau.nn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plateau.config.UserException;
import org.plateau.nn.Gradients;

class WeightedCrossEntropyTest {
  @Test
  void weightsFollowTheFormula() {
    // 1/10, 1/20, 1/40 sum to 7/40; times K = 3: 12/7, 6/7, 3/7.
    WeightedCrossEntropy loss =
        WeightedCrossEntropy.ofCounts(List.of("a", "b", "c"), new long[] {10, 20, 40});
    assertThat(loss.weight(0)).isCloseTo(12.0 / 7, within(1e-15));
    assertThat(loss.weight(1)).isCloseTo(6.0 / 7, within(1e-15));
    assertThat(loss.weight(2)).isCloseTo(3.0 / 7, within(1e-15));
  }

  @Test
  void aClassWithoutClipsIsNamed() {
    assertThatThrownBy(
            () -> WeightedCrossEntropy.ofCounts(List.of("angry", "sad"), new long[] {3, 0}))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("sad");
  }

  @Test
  void batchLossIsTheWeightedMean() {
    WeightedCrossEntropy loss = WeightedCrossEntropy.ofWeights(0.5, 2);
    float[][] logits = {{1, -1}, {0.25f, 3}, {-2, 4}};
    int[] labels = {0, 1, 0};
    double expected =
        (0.5 * Math.log1p(Math.exp(-2))
                + 2 * Math.log1p(Math.exp(-2.75))
                + 0.5 * (Math.log1p(Math.exp(-6)) + 6))
            / 3;
    try (NDManager manager = NDManager.newBaseManager()) {
      double found =
          Gradients.inference(() -> loss.batchLoss(manager.create(logits), labels).getFloat());
      assertThat(found).isCloseTo(expected, within(1e-6));
    }
  }

  @Test
  void largeLogitsStayFinite() {
    assertThat(WeightedCrossEntropy.nats(new float[] {3e38f, 0}, 0)).isEqualTo(0);
    assertThat(WeightedCrossEntropy.nats(new float[] {1000, 0}, 1)).isEqualTo(1000);
    assertThat(WeightedCrossEntropy.nats(new float[] {-1e4f, -1e4f}, 1))
        .isCloseTo(Math.log(2), within(1e-12));
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray logits = manager.create(new float[][] {{1e4f, 0, -1e4f}});
      double found =
          Gradients.inference(
              () ->
                  WeightedCrossEntropy.ofWeights(1, 1, 1)
                      .batchLoss(logits, new int[] {2})
                      .getFloat());
      assertThat(found).isEqualTo(2e4);
    }
  }
}
