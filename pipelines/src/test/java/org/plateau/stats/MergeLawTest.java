package org.plateau.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** For every state: merge(A, B) = the whole, in any split and order, and so for every metric. */
class MergeLawTest {
  private static final int CLASSES = 4;

  record Item(String speaker, int truth, int prediction) {}

  @Property(tries = 100)
  void confusionMatrices(@ForAll("items") List<Item> first, @ForAll("items") List<Item> second) {
    ConfusionMatrix merged = matrix(first).merge(matrix(second));
    assertThat(merged).isEqualTo(matrix(joined(first, second)));
    assertThat(matrix(second).merge(matrix(first))).isEqualTo(merged);
    assertThat(merged.copy().merge(new ConfusionMatrix(CLASSES))).isEqualTo(merged);
    ConfusionMatrix whole = matrix(joined(second, first));
    for (Metric metric : Metrics.all().values()) {
      assertThat(metric.value(merged)).isEqualTo(Double.valueOf(metric.value(whole)));
    }
  }

  @Property(tries = 100)
  void speakerMatrices(@ForAll("items") List<Item> first, @ForAll("items") List<Item> second) {
    SpeakerMatrices merged = speakers(first).merge(speakers(second));
    SpeakerMatrices whole = speakers(joined(second, first));
    assertThat(merged).isEqualTo(whole);
    assertThat(merged.total()).isEqualTo(matrix(joined(first, second)));
    for (Metric metric : Metrics.all().values()) {
      assertThat(SpeakerScores.of(merged, metric)).isEqualTo(SpeakerScores.of(whole, metric));
    }
  }

  @Property(tries = 50)
  void anotherStateIsNotTouchedByMerging(
      @ForAll("items") List<Item> first, @ForAll("items") List<Item> second) {
    SpeakerMatrices other = speakers(second);
    speakers(first).merge(other).add("s1", 0, 0);
    assertThat(other).isEqualTo(speakers(second));
  }

  @Test
  void refusesDifferentNumbersOfClassesAndBadCounts() {
    assertThatThrownBy(() -> new ConfusionMatrix(2).merge(new ConfusionMatrix(3)))
        .hasMessageContaining("2 and 3");
    assertThatThrownBy(() -> new ConfusionMatrix(2).add(0, 1, -1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> new ConfusionMatrix(2).add(2, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> new ConfusionMatrix(0)).hasMessageContaining("found 0");
    assertThatThrownBy(() -> ConfusionMatrix.of(2, 1, 2, 3)).hasMessageContaining("found 3");
    ConfusionMatrix full = ConfusionMatrix.of(1, Long.MAX_VALUE);
    assertThatThrownBy(() -> full.add(0, 0)).isInstanceOf(ArithmeticException.class);
  }

  @Provide
  Arbitrary<List<Item>> items() {
    Arbitrary<Integer> index = Arbitraries.integers().between(0, CLASSES - 1);
    Arbitrary<String> speaker = Arbitraries.of("s1", "s2", "s3").injectNull(0.2);
    return Combinators.combine(speaker, index, index).as(Item::new).list().ofMaxSize(40);
  }

  private static List<Item> joined(List<Item> first, List<Item> second) {
    List<Item> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private static ConfusionMatrix matrix(List<Item> items) {
    ConfusionMatrix matrix = new ConfusionMatrix(CLASSES);
    items.forEach(item -> matrix.add(item.truth(), item.prediction()));
    return matrix;
  }

  private static SpeakerMatrices speakers(List<Item> items) {
    SpeakerMatrices matrices = new SpeakerMatrices(CLASSES);
    items.forEach(item -> matrices.add(item.speaker(), item.truth(), item.prediction()));
    assertThat(matrices.unknown().total())
        .isEqualTo(items.stream().map(Item::speaker).filter(Objects::isNull).count());
    return matrices;
  }
}
