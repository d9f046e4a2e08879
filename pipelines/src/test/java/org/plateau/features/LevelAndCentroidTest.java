package org.plateau.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LevelAndCentroidTest {
  private final LevelAndCentroid extractor = new LevelAndCentroid();

  @Test
  void knowsASine() {
    float[] sine = new float[32_000];
    for (int i = 0; i < sine.length; i++) {
      sine[i] = (float) (0.5 * Math.sin(2 * Math.PI * 1000 * i / 16_000));
    }

    float[] values = extractor.extract(sine).values();

    assertThat(values[0]).isEqualTo(2f);
    assertThat((double) values[1]).isCloseTo(10 * Math.log10(0.125), within(1e-3));
    assertThat((double) values[2]).isCloseTo(1000, within(1.0));
  }

  @Test
  void silenceIsDefined() {
    assertThat(extractor.extract(new float[100]).values())
        .containsExactly(100 / 16_000f, -100f, 0f);
  }

  @Test
  void refusesNothing() {
    assertThatThrownBy(() -> extractor.extract(new float[0]))
        .hasMessage("a clip needs at least one sample, found 0");
  }
}
