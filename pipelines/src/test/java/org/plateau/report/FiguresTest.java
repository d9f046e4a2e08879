package org.plateau.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Property(tries = 300)
  void anAxisCoversItsValuesWithFewRoundTicks(
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double a,
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double b) {
    double least = Math.min(a, b);
    double most = Math.max(a, b);
    Axis axis = Axis.covering(least, most, 5, 0, 100);
    double slack = 1e-6 * axis.step();
    assertThat(axis.low()).isLessThanOrEqualTo(least + slack);
    assertThat(axis.high()).isGreaterThanOrEqualTo(most - slack);
    assertThat(axis.ticks()).hasSizeBetween(2, 8);
    assertThat(axis.at(axis.low())).isCloseTo(0, within(1e-9));
    assertThat(axis.at(axis.high())).isCloseTo(100, within(1e-9));
  }

  @Test
  void tickLabelsHaveTheDigitsOfTheStep() {
    Axis axis = Axis.covering(0, 1.3, 4, 0, 100);
    assertThat(axis.ticks().stream().map(axis::tickLabel))
        .containsExactly("0.0", "0.5", "1.0", "1.5");
    Axis wide = Axis.covering(0, 30, 5, 0, 100);
    assertThat(wide.ticks().stream().map(wide::tickLabel)).containsExactly("0", "10", "20", "30");
  }

  @Test
  void anAxisNeedsAnExtent() {
    assertThatThrownBy(() -> new Axis(1, 1, 0, 100, 0.1)).hasMessageContaining("low < high");
    assertThat(Axis.covering(3, 3, 4, 0, 1).high()).isGreaterThan(3);
  }

  @Test
  void groupsKeepTheirLookAndTheFirst28Differ() {
    List<String> groups = IntStream.range(0, 28).mapToObj(i -> "g" + i).toList();
    assertThat(groups.stream().map(g -> GroupStyle.of(g, groups)).distinct()).hasSize(28);
    assertThat(GroupStyle.of("g3", groups.subList(0, 5))).isEqualTo(GroupStyle.of("g3", groups));
  }

  @Test
  void numbersAreRoundedOnceAndNeverSayMinusZero() {
    assertThat(Numbers.score(0.61249)).isEqualTo("0.612");
    assertThat(Numbers.score(-0.0001)).isEqualTo("0.000");
    assertThat(Numbers.score(Double.NaN)).isEqualTo("n/a");
    assertThat(Numbers.interval(0.5, Double.NaN, 1)).isEqualTo("0.500");
    assertThat(Numbers.interval(0.5, 0.25, 0.75)).isEqualTo("0.500 [0.250, 0.750]");
    assertThat(Numbers.count(1234567L)).isEqualTo("1,234,567");
    assertThat(Numbers.count(null)).isEqualTo("n/a");
    assertThat(Numbers.plain(1e-4)).isEqualTo("0.0001");
    assertThat(Numbers.plain(0.01)).isEqualTo("0.01");
    assertThat(Numbers.coordinate(10)).isEqualTo("10");
    assertThat(Numbers.coordinate(100.5)).isEqualTo("100.5");
    assertThat(Numbers.coordinate(-0.001)).isEqualTo("0");
    assertThat(Numbers.duration(59)).isEqualTo("59 s");
    assertThat(Numbers.duration(600)).isEqualTo("10.0 min");
    assertThat(Numbers.duration(36000)).isEqualTo("10.0 h");
    assertThatThrownBy(() -> Numbers.coordinate(Double.NaN)).hasMessageContaining("finite");
  }

  @Test
  void markupRefusesToEndWhileAnElementIsOpen() {
    Markup markup = new Markup().open("p").text("a < b & c");
    assertThatThrownBy(markup::finish).hasMessageContaining("p is not closed");
    assertThat(markup.close().finish()).isEqualTo("<!DOCTYPE html>\n<p>a &lt; b &amp; c</p>\n");
    assertThatThrownBy(() -> new Markup().style("a < b")).hasMessageContaining("must not contain");
  }
}
