package org.plateau.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NearestTest {
  @Test
  void countsTypingErrors() {
    assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(Nearest.distance("trian", "train")).isEqualTo(1);
    assertThat(Nearest.distance("", "abc")).isEqualTo(3);
    assertThat(Nearest.distance("EmoDB", "emodb")).isZero();
  }

  @Test
  void noCandidateNoSuggestion() {
    assertThat(Nearest.of("a", List.of())).isEmpty();
    assertThat(Nearest.of("b", List.of("c", "a"))).contains("a");
  }

  @Property(tries = 200)
  void isAMetricOfTexts(
      @ForAll @AlphaChars @StringLength(max = 12) String a,
      @ForAll @AlphaChars @StringLength(max = 12) String b) {
    int distance = Nearest.distance(a, b);
    assertThat(distance).isEqualTo(Nearest.distance(b, a));
    assertThat(distance)
        .isBetween(Math.abs(a.length() - b.length()), Math.max(a.length(), b.length()));
    assertThat(distance == 0).isEqualTo(a.equalsIgnoreCase(b));
  }
}
