package org.plateau.stats.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.plateau.stats.Seeds;

class ProgressTest {
  @Test
  void theFrontHoldsWhatNothingBeats() {
    double[] cost = {1, 2, 3, 3, 5, Double.NaN};
    double[] score = {.3, .5, .4, .5, .6, .9};
    assertThat(Pareto.dominators(cost, score)).containsExactly(-1, -1, 1, 1, -1, -2);
    assertThat(Pareto.dominators(new double[] {1, 1}, new double[] {.5, .5}))
        .as("equals do not beat each other")
        .containsExactly(-1, -1);
  }

  @Test
  void expectedBestOfDraws() {
    double[] v = {.2, .4, .6};
    assertThat(TuningCurve.expected(v, v, 1)).isCloseTo(.4, within(1e-15));
    // of the 9 ordered pairs: 1 has maximum .2, 3 have .4, 5 have .6
    assertThat(TuningCurve.expected(v, v, 2)).isCloseTo((.2 + 3 * .4 + 5 * .6) / 9, within(1e-15));
    double[] test = {.5, .1, .3};
    assertThat(TuningCurve.expected(v, test, 2))
        .isCloseTo((.5 + 3 * .1 + 5 * .3) / 9, within(1e-15));
    assertThat(TuningCurve.expected(new double[] {1, 1}, new double[] {.2, .4}, 3))
        .isCloseTo(.3, within(1e-15));
    assertThat(TuningCurve.expected(new double[0], new double[0], 1)).isNaN();
  }

  @Test
  void subsetsOfModels() {
    double[] x = {1, 2, 3, 4, 5, 6};
    double[] y = {1, 2, 3, 4, 5, 0};
    assertThat(ChoiceOfModels.rho(x, y, i -> i < 5)).isCloseTo(1, within(1e-12));
    assertThat(ChoiceOfModels.rho(x, y, i -> i < 2)).isNaN();
    ChoiceOfModels.Spread all = ChoiceOfModels.randomSubsets(x, y, 6, 10, Seeds.generator(1));
    assertThat(all.min()).isEqualTo(all.max()).isEqualTo(ChoiceOfModels.rho(x, y, i -> true));
    ChoiceOfModels.Spread some = ChoiceOfModels.randomSubsets(x, y, 5, 200, Seeds.generator(1));
    assertThat(some.max()).isCloseTo(1, within(1e-12));
    assertThat(some.min()).isLessThanOrEqualTo(some.median()).isLessThan(.1);
    assertThat(some.undefined()).isZero();
    assertThat(ChoiceOfModels.randomSubsets(x, y, 7, 10, Seeds.generator(1)).mean()).isNaN();
  }
}
