package org.plateau.nn.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class NormalQuantileTest {
  @Test
  void agreesWithTheCumulativeDistribution() {
    NormalDistribution normal = new NormalDistribution();
    for (double p : new double[] {1e-300, 1e-20, 1e-9, 1e-5, 0.01, 0.0749, 0.075, 0.3, 0.5}) {
      double x = NormalQuantile.of(p);
      assertThat(normal.cumulativeProbability(x)).isCloseTo(p, within(p * 1e-11));
      if (p > 1e-6) {
        assertThat(NormalQuantile.of(1 - p)).isCloseTo(-x, within(1e-9));
      }
    }
    assertThat(NormalQuantile.of(0.975)).isCloseTo(1.959963984540054, within(1e-14));
  }
}
