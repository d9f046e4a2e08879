package org.plateau.stats.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class BitCounterTest {
  @Property(tries = 300)
  void countsEachBit(
      @ForAll @IntRange(max = 3000) int first,
      @ForAll @IntRange(max = 40) int second,
      @ForAll @LongRange(min = 0, max = 1000) long seed) {
    Random random = new Random(seed);
    int[] expected = new int[Long.SIZE];
    BitCounter counter = new BitCounter();
    counter.add(masks(random, first, expected), first);
    BitCounter other = new BitCounter();
    other.add(masks(random, second, expected), second);
    counter.add(other);

    long[] counts = new long[Long.SIZE];
    counter.addTo(counts, 0, 1, Long.SIZE);
    assertThat(Arrays.stream(counts).mapToInt(Math::toIntExact).toArray()).isEqualTo(expected);
    double[] shares = new double[Long.SIZE];
    counter.addShares(shares, 0, Long.SIZE, 4);
    for (int bit = 0; bit < Long.SIZE; bit++) {
      assertThat(shares[bit]).isEqualTo(expected[bit] / 4.0);
    }
    counter.clear();
    counter.addTo(counts, 0, 1, Long.SIZE);
    assertThat(Arrays.stream(counts).mapToInt(Math::toIntExact).toArray())
        .as("nothing is left after clear")
        .isEqualTo(expected);
  }

  /** Dense, sparse and full masks. */
  private static long[] masks(Random random, int number, int[] expected) {
    long[] masks = new long[number];
    for (int i = 0; i < number; i++) {
      masks[i] =
          switch (random.nextInt(3)) {
            case 0 -> random.nextLong();
            case 1 -> 1L << random.nextInt(Long.SIZE);
            default -> -1L;
          };
      for (int bit = 0; bit < Long.SIZE; bit++) {
        expected[bit] += (int) (masks[i] >>> bit & 1);
      }
    }
    return masks;
  }
}
