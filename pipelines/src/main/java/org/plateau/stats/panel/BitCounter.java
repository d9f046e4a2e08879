package org.plateau.stats.panel;

import java.util.Arrays;

/**
 * 64 counters side by side: bit m of level b is bit b of counter m. A mask adds one to the counter
 * of each of its bits, so that 64 models are counted at once (carry-save addition, after Harley and
 * Seal).
 */
final class BitCounter {
  /** Enough for 2^40 additions. */
  private static final int LEVELS = 40;

  private static final int BLOCK = 8;

  private final long[] levels = new long[LEVELS];
  private int used;

  void clear() {
    Arrays.fill(levels, 0, used, 0);
    used = 0;
  }

  /** Adds {@code masks[drawn[i]]} for i below {@code count}. */
  void add(long[] masks, int[] drawn, int count) {
    long ones = levels[0];
    long twos = levels[1];
    long fours = levels[2];
    int i = 0;
    for (; i + BLOCK <= count; i += BLOCK) {
      long a = masks[drawn[i]];
      long b = masks[drawn[i + 1]];
      long u = ones ^ a;
      long twosA = (ones & a) | (u & b);
      ones = u ^ b;
      a = masks[drawn[i + 2]];
      b = masks[drawn[i + 3]];
      u = ones ^ a;
      long twosB = (ones & a) | (u & b);
      ones = u ^ b;
      u = twos ^ twosA;
      long foursA = (twos & twosA) | (u & twosB);
      twos = u ^ twosB;
      a = masks[drawn[i + 4]];
      b = masks[drawn[i + 5]];
      u = ones ^ a;
      twosA = (ones & a) | (u & b);
      ones = u ^ b;
      a = masks[drawn[i + 6]];
      b = masks[drawn[i + 7]];
      u = ones ^ a;
      twosB = (ones & a) | (u & b);
      ones = u ^ b;
      u = twos ^ twosA;
      long foursB = (twos & twosA) | (u & twosB);
      twos = u ^ twosB;
      u = fours ^ foursA;
      long eights = (fours & foursA) | (u & foursB);
      fours = u ^ foursB;
      carry(eights, 3);
    }
    for (; i < count; i++) {
      long a = masks[drawn[i]];
      long b = ones & a;
      ones ^= a;
      a = twos & b;
      twos ^= b;
      b = fours & a;
      fours ^= a;
      if (b != 0) {
        carry(b, 3);
      }
    }
    levels[0] = ones;
    levels[1] = twos;
    levels[2] = fours;
    used = Math.max(used, 3);
  }

  private void carry(long mask, int from) {
    int level = from;
    for (long carried = mask; carried != 0; level++) {
      long next = levels[level] & carried;
      levels[level] ^= carried;
      carried = next;
      used = Math.max(used, level + 1);
    }
  }

  /** Adds the other's counters to these. */
  void add(BitCounter other) {
    long carried = 0;
    int level = 0;
    for (; level < other.used || carried != 0; level++) {
      long a = levels[level];
      long b = other.levels[level];
      long half = a ^ b;
      levels[level] = half ^ carried;
      carried = (a & b) | (half & carried);
    }
    used = Math.max(used, level);
  }

  /** Adds the counters of the first {@code count} bits to {@code into[at + stride * m]}. */
  void addTo(long[] into, int at, int stride, int count) {
    for (int b = 0; b < used; b++) {
      long level = levels[b];
      while (level != 0) {
        int m = Long.numberOfTrailingZeros(level);
        if (m >= count) {
          break;
        }
        into[at + stride * m] += 1L << b;
        level &= level - 1;
      }
    }
  }

  /** Adds the counters of the first {@code count} bits, each over {@code whole}. */
  void addShares(double[] into, int at, int count, double whole) {
    long mask = count == Long.SIZE ? -1L : (1L << count) - 1;
    for (int b = 0; b < used; b++) {
      double share = (1L << b) / whole;
      for (long level = levels[b] & mask; level != 0; level &= level - 1) {
        into[at + Long.numberOfTrailingZeros(level)] += share;
      }
    }
  }
}
