package org.plateau.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The formula against values printed by golden.py itself. */
class GoldenTest {
  @Test
  void uniformRepeatsTheReference() {
    assertThat(Golden.uniform("check", "w", 4))
        .containsExactly(
            0.14322823286056519, 0.03810149431228638, 0.9799750447273254, 0.5742347836494446);
  }

  @Test
  void tensorsFollowTheRulesByNameAndRank() {
    assertThat(Golden.tensor("check", "layer.weight", 2, 3))
        .containsExactly(
            0.19146299362182617f,
            0.03382885456085205f,
            -0.8691369295120239f,
            0.818926215171814f,
            0.8015575408935547f,
            0.7018219232559204f);
    assertThat(Golden.tensor("check", "bn.running_var", 2))
        .containsExactly(1.2916878461837769f, 1.1640665531158447f);
    assertThat(Golden.tensor("check", "bn.running_mean", 2))
        .containsExactly(0.07647676765918732f, -0.03820556402206421f);
    assertThat(Golden.tensor("check", "l.bias_hh_l0", 2))
        .containsExactly(0.035790227353572845f, -0.00022151469602249563f);
    assertThat(Golden.tensor("check", "bn.weight", 2))
        .containsExactly(0.953307569026947f, 1.0911624431610107f);
    assertThat(Golden.tensor("check", "c.weight", 2, 2, 3))
        .startsWith(0.20045791566371918f, -0.3648909032344818f)
        .endsWith(0.5927000045776367f, -0.37375539541244507f);
  }

  @Test
  void signalsAndNamesBeyondAscii() {
    assertThat(Golden.signal("check", "\u00e4", 3, 0.5))
        .containsExactly(-0.11059761047363281f, 0.3090987801551819f, -0.36579591035842896f);
    assertThat(Long.toUnsignedString(Golden.fnv1a64("a"))).isEqualTo("12638187200555641996");
  }
}
