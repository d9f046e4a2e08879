package org.plateau.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.plateau.testing.Golden;
import org.plateau.testing.ReferenceFiles;

class MelFilterBankTest {
  @Test
  void slaneyTrianglesEqualWhispers() {
    float[] expected = ReferenceFiles.npzFloats("reference/features/mel_filters.npz", "whisper");
    MelFilterBank filters =
        MelFilterBank.triangles(MelScale.SLANEY, 16_000, 400, 80, 0, 8000, true);
    assertThat(expected).hasSize(filters.bins() * filters.bands());
    for (int bin = 0; bin < filters.bins(); bin++) {
      for (int band = 0; band < filters.bands(); band++) {
        assertThat(filters.weight(band, bin))
            .isCloseTo(expected[bin * filters.bands() + band], within(1e-7));
      }
    }
  }

  @Test
  void sparseSumsEqualDenseOnes() {
    MelFilterBank filters = MelFilterBank.triangles(MelScale.HTK, 16_000, 512, 40, 20, 7600, false);
    double[] power = Golden.uniform("mel", "power", filters.bins());
    double[] sums = new double[40];
    filters.apply(power, sums);
    for (int band = 0; band < 40; band++) {
      double dense = 0;
      for (int bin = 0; bin < filters.bins(); bin++) {
        dense += filters.weight(band, bin) * power[bin];
      }
      assertThat(sums[band]).isCloseTo(dense, within(1e-12));
    }
  }

  @ParameterizedTest
  @EnumSource(MelScale.class)
  void scalesInvert(MelScale scale) {
    for (double hz = 0; hz <= 8000; hz += 125) {
      assertThat(scale.toHz(scale.toMel(hz))).isCloseTo(hz, within(1e-9));
    }
  }

  @Test
  void scalesHaveTheirKnownPoints() {
    assertThat(MelScale.SLANEY.toMel(1000)).isEqualTo(15);
    assertThat(MelScale.SLANEY.toMel(6400)).isCloseTo(42, within(1e-12));
    assertThat(MelScale.HTK.toMel(700)).isCloseTo(2595 * Math.log10(2), within(1e-12));
  }

  @Test
  void refusesEdgesBeyondHalfTheRate() {
    assertThatThrownBy(
            () -> MelFilterBank.triangles(MelScale.HTK, 16_000, 512, 40, 20, 8001, false))
        .hasMessageContaining("8001");
  }
}
