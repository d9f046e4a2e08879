package org.plateau.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Draws against the exact distribution (chi-square), in both branches. */
class BinomialTest {
  private static final int DRAWS = 200_000;

  @ParameterizedTest
  @CsvSource({
    "5, 0.3",
    "40, 0.2",
    "60, 0.9",
    "100, 0.1",
    "101, 0.5",
    "500, 0.97",
    "20845, 0.01",
    "20845, 0.3",
    "3000, 0.004"
  })
  void followsTheExactDistribution(int n, double p) {
    SplitMix64 random = Seeds.generator(7, "binomial", n, p);
    BinomialDistribution exact = new BinomialDistribution(null, n, p);
    long[] counts = new long[n + 1];
    for (int i = 0; i < DRAWS; i++) {
      counts[(int) Binomial.draw(n, p, random)]++;
    }
    double statistic = 0;
    int cells = 0;
    double expected = 0;
    double observed = 0;
    double probabilityLeft = 1;
    double observedLeft = DRAWS;
    for (int k = 0; k <= n; k++) {
      double probability = exact.probability(k);
      expected += DRAWS * probability;
      observed += counts[k];
      probabilityLeft -= probability;
      observedLeft -= counts[k];
      if (expected >= 10 && probabilityLeft * DRAWS >= 10) {
        statistic += (observed - expected) * (observed - expected) / expected;
        cells++;
        expected = 0;
        observed = 0;
      }
    }
    double rest = expected + Math.max(0, probabilityLeft * DRAWS);
    statistic += (observed + observedLeft - rest) * (observed + observedLeft - rest) / rest;
    double limit = new ChiSquaredDistribution(null, cells).inverseCumulativeProbability(1 - 1e-5);
    assertThat(cells).isGreaterThan(3);
    assertThat(statistic).isLessThan(limit);
  }

  @Property(tries = 200)
  void multinomialDrawsSumUpAndAvoidEmptyCells(
      @ForAll @LongRange(min = 0, max = 5000) long n,
      @ForAll @DoubleRange(min = 0, max = 1) double skew,
      @ForAll long seed) {
    long[] weights = {0, 7, (long) (1000 * skew), 0, 1, 30, 0};
    long[] drawn = new long[weights.length];
    Multinomial.draw(n, weights, drawn, new SplitMix64(seed));
    assertThat(Arrays.stream(drawn).sum()).isEqualTo(n);
    for (int i = 0; i < weights.length; i++) {
      assertThat(drawn[i]).isBetween(0L, weights[i] == 0 ? 0L : n);
    }
  }

  @Test
  void edges() {
    SplitMix64 random = new SplitMix64(1);
    assertThat(Binomial.draw(0, 0.5, random)).isZero();
    assertThat(Binomial.draw(9, 0, random)).isZero();
    assertThat(Binomial.draw(9, 1, random)).isEqualTo(9);
    assertThatThrownBy(() -> Binomial.draw(9, Double.NaN, random)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> Binomial.draw(-1, 0.5, random)).hasMessageContaining("-1");
    assertThatThrownBy(() -> Multinomial.draw(3, new long[2], new long[2], random))
        .hasMessageContaining("some weight");
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "10", "1023", "1024", "1025", "20845", "100000000"})
  void logFactorial(long k) {
    double expected = Gamma.logGamma(k + 1.0);
    assertThat(Binomial.logFactorial(k)).isCloseTo(expected, within(1e-12 * Math.max(1, expected)));
  }
}
