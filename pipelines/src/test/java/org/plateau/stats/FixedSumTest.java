package org.plateau.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FixedSumTest {
  private static FixedSum of(List<Double> values) {
    FixedSum sum = new FixedSum();
    values.forEach(sum::add);
    return sum;
  }

  @Property(tries = 300)
  void orderAndCutsChangeNoBit(
      @ForAll @Size(max = 60) List<@DoubleRange(min = -40, max = 40) Double> values,
      @ForAll long seed) {
    double expected = of(values).value();
    List<Double> shuffled = new ArrayList<>(values);
    Random random = new Random(seed);
    Collections.shuffle(shuffled, random);
    int cut = random.nextInt(values.size() + 1);
    FixedSum merged = of(shuffled.subList(cut, values.size()));
    merged.add(of(shuffled.subList(0, cut)));
    assertThat(merged.value()).isEqualTo(expected);
    assertThat(expected).isCloseTo(values.stream().mapToDouble(x -> x).sum(), within(1e-12));
  }

  @Test
  void manyNumbersAndSmallOnesKeepTheirPlaces() {
    FixedSum sum = new FixedSum();
    for (int i = 0; i < 1_000_000; i++) {
      sum.add(-0.1);
      sum.add(36.04365338911715);
    }
    assertThat(sum.value()).isCloseTo(35943653.38911715, within(1e-6));
  }

  @Test
  void aNumberThatIsNotFiniteMakesTheSumUndefined() {
    FixedSum sum = of(List.of(1.0, Double.NaN));
    sum.add(of(List.of(2.0)));
    assertThat(sum.value()).isNaN();
    assertThat(of(List.of(Double.POSITIVE_INFINITY)).value()).isNaN();
  }
}
