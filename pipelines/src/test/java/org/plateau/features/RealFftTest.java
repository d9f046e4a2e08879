package org.plateau.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plateau.testing.Golden;

/** The transform against the definition's double sum. */
class RealFftTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 8, 16, 32, 100, 128, 241, 400, 512, 1024})
  void equalsTheDefinition(int length) {
    assertEqualsDefinition(length);
  }

  @Property(tries = 60)
  void equalsTheDefinitionForAnyLength(@ForAll @IntRange(min = 1, max = 300) int length) {
    assertEqualsDefinition(length);
  }

  @Test
  void parsevalHoldsForALongOddLength() {
    int length = 30_011;
    double[] samples = Golden.uniform("fft", "long", length);
    RealFft fft = new RealFft(length);
    double[] re = new double[fft.bins()];
    double[] im = new double[fft.bins()];
    fft.transform(samples, re, im);
    double spectrum = re[0] * re[0];
    for (int k = 1; k < fft.bins(); k++) {
      spectrum += 2 * (re[k] * re[k] + im[k] * im[k]);
    }
    double energy = 0;
    for (double sample : samples) {
      energy += sample * sample;
    }
    assertThat(spectrum / length).isCloseTo(energy, within(1e-11 * energy));
  }

  @Test
  void refusesImpossibleLengths() {
    assertThatThrownBy(() -> new RealFft(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RealFft(Integer.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertEqualsDefinition(int length) {
    double[] samples = Golden.uniform("fft", "x" + length, length);
    RealFft fft = new RealFft(length);
    double[] re = new double[fft.bins()];
    double[] im = new double[fft.bins()];
    fft.transform(samples, re, im);
    for (int k = 0; k <= length / 2; k++) {
      double expectedRe = 0;
      double expectedIm = 0;
      for (int n = 0; n < length; n++) {
        double angle = 2 * Math.PI * ((long) k * n % length) / length;
        expectedRe += samples[n] * Math.cos(angle);
        expectedIm -= samples[n] * Math.sin(angle);
      }
      assertThat(re[k]).isCloseTo(expectedRe, within(1e-12 * length));
      assertThat(im[k]).isCloseTo(expectedIm, within(1e-12 * length));
    }
  }
}
