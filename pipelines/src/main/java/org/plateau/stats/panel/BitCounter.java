package org.plateau.stats.panel;

import java.util.Arrays;

/**
 * 64 counters side by side: bit m of level b is bit b of counter m. A mask adds one to the counter
 * of each of its bits, so that 64 models are counted at once (carry-save addition, after Harley and
 * Seal).
 */
final class BitCounter {
  /** Enough for 2^42 additions; a pass over masks takes three. */
  private static final int LEVELS = 42;

  private static final int BLOCK = 8;
  private static final int LEVELS_OF_BLOCK = 3;

  private final long[] levels = new long[LEVELS];
  private int used;

  void clear() {
    Arrays.fill(levels, 0, used, 0);
    used = 0;
  }

  /**
   * Adds the first {@code count} masks. Eight masks become one of weight eight, and again, until
   * none is left.
   *
   * @param masks overwritten
   */
  void add(long[] masks, int count) {
    int left = count;
    for (int level = 0; left > 0; level += LEVELS_OF_BLOCK) {
      left = add(masks, left, level);
    }
  }

  /**
   * Adds masks of weight 2^level to three levels.
   *
   * @return how many masks of weight 2^(level + 3) stand at the start of {@code masks} now
   */
  private int add(long[] masks, int count, int level) {
    long ones = levels[level];
    long twos = levels[level + 1];
    long fours = levels[level + 2];
    int over = 0;
    int i = 0;
    for (; i + BLOCK <= count; i += BLOCK) {
      long a = masks[i];
      long b = masks[i + 1];
      long u = ones ^ a;
      long twosA = (ones & a) | (u & b);
      ones = u ^ b;
      a = masks[i + 2];
      b = masks[i + 3];
      u = ones ^ a;
      long twosB = (ones & a) | (u & b);
      ones = u ^ b;
      u = twos ^ twosA;
      long foursA = (twos & twosA) | (u & twosB);
      twos = u ^ twosB;
      a = masks[i + 4];
      b = masks[i + 5];
      u = ones ^ a;
      twosA = (ones & a) | (u & b);
      ones = u ^ b;
      a = masks[i + 6];
      b = masks[i + 7];
      u = ones ^ a;
      twosB = (ones & a) | (u & b);
      ones = u ^ b;
      u = twos ^ twosA;
      long foursB = (twos & twosA) | (u & twosB);
      twos = u ^ twosB;
      u = fours ^ foursA;
      masks[over++] = (fours & foursA) | (u & foursB);
      fours = u ^ foursB;
    }
    for (; i < count; i++) {
      long a = masks[i];
      long b = ones & a;
      ones ^= a;
      a = twos & b;
      twos ^= b;
      b = fours & a;
      fours ^= a;
      masks[over] = b;
      over += b == 0 ? 0 : 1;
    }
    levels[level] = ones;
    levels[level + 1] = twos;
    levels[level + 2] = fours;
    used = Math.max(used, level + LEVELS_OF_BLOCK);
    return over;
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
