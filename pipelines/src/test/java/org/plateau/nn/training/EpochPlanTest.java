package org.plateau.nn.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plateau.nn.input.Clips;
import org.plateau.packs.PackEntry;

class EpochPlanTest {
  private static List<PackEntry> clips(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new PackEntry("u" + i, "a" + i, null, "train", "x", 1, 1, 0, 0))
        .toList();
  }

  @Test
  void everyEpochIsAPermutationOfItsOwn() {
    EpochPlan plan = new EpochPlan(clips(10), "run", 1, 4, false);
    List<PackEntry> first = plan.batches(1).stream().flatMap(List::stream).toList();
    List<PackEntry> second = plan.batches(2).stream().flatMap(List::stream).toList();
    assertThat(first).containsExactlyInAnyOrderElementsOf(clips(10)).isNotEqualTo(second);
    assertThat(new EpochPlan(clips(10), "run", 1, 4, false).batches(1)).isEqualTo(plan.batches(1));
    assertThat(new EpochPlan(clips(10), "run", 2, 4, false).batches(1))
        .isNotEqualTo(plan.batches(1));
    assertThat(new EpochPlan(clips(10), "ran", 1, 4, false).batches(1))
        .isNotEqualTo(plan.batches(1));
  }

  @ParameterizedTest
  @CsvSource({
    "9, 4, true, 2",
    "9, 4, false, 3",
    "10, 4, true, 3",
    "8, 4, true, 2",
    "3, 1, true, 3",
    "1, 4, true, 0",
    "1, 4, false, 1",
  })
  void onlyALastSingleClipIsDropped(int clips, int batch, boolean drop, int steps) {
    EpochPlan plan = new EpochPlan(clips(clips), "run", 1, batch, drop);
    assertThat(plan.steps()).isEqualTo(steps);
    assertThat(plan.batches(1)).hasSize(steps);
  }

  @Test
  void cropOffsetsCoverTheSpareEvenly() {
    int[] counts = new int[5];
    for (int i = 0; i < 5000; i++) {
      counts[Clips.cropOffset(1, "run", 1, "u" + i, 4)]++;
    }
    for (int count : counts) {
      // Five standard deviations of a binomial count: 5 sqrt(5000 * .2 * .8) = 141.
      assertThat(count).isBetween(859, 1141);
    }
    assertThat(Clips.cropOffset(1, "run", 1, "u", 0)).isZero();
    Set<Integer> offsets = new HashSet<>();
    for (int epoch = 1; epoch <= 5; epoch++) {
      offsets.add(Clips.cropOffset(1, "run", epoch, "u", 1_000_000));
    }
    assertThat(offsets).hasSize(5);
    assertThat(Clips.cropOffset(1, "run", 3, "u", 1_000_000))
        .isEqualTo(Clips.cropOffset(1, "run", 3, "u", 1_000_000));
  }
}
