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
        .containsExactly(0.191463f, 0.033828855f, -0.8691369f, 0.8189262f, 0.80155754f, 0.7018219f);
    assertThat(Golden.tensor("check", "bn.running_var", 2)).containsExactly(1.2916878f, 1.1640666f);
    assertThat(Golden.tensor("check", "bn.running_mean", 2))
        .containsExactly(0.07647677f, -0.038205564f);
    assertThat(Golden.tensor("check", "l.bias_hh_l0", 2))
        .containsExactly(0.035790227f, -0.0002215147f);
    assertThat(Golden.tensor("check", "bn.weight", 2)).containsExactly(0.95330757f, 1.0911624f);
    assertThat(Golden.tensor("check", "c.weight", 2, 2, 3))
        .startsWith(0.20045792f, -0.3648909f)
        .endsWith(0.5927f, -0.3737554f);
  }

  @Test
  void signalsAndNamesBeyondAscii() {
    assertThat(Golden.signal("check", "\u00e4", 3, 0.5))
        .containsExactly(-0.11059761f, 0.30909878f, -0.3657959f);
    assertThat(Long.toUnsignedString(Golden.fnv1a64("a"))).isEqualTo("12638187200555641996");
  }
}
