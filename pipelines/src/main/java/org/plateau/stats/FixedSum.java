package org.plateau.stats;

import java.io.Serializable;

/**
 * A sum of numbers below 2^14 in absolute value, each rounded to a multiple of 2^-48. It is the
 * same bits in whatever order the numbers come and however partial sums are merged, which a sum of
 * doubles is not; for up to 2^31 numbers. NaN once a number was not finite. Mutable.
 */
final class FixedSum implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double UNIT = 0x1p-48;
  private static final int LOW_BITS = 32;
  private static final long LOW = (1L << LOW_BITS) - 1;

  private long high;
  private long low;
  private boolean undefined;

  void add(double value) {
    undefined |= !Double.isFinite(value);
    long units = Math.round(value / UNIT);
    high += units >> LOW_BITS;
    low += units & LOW;
  }

  void add(FixedSum other) {
    high += other.high;
    low += other.low;
    undefined |= other.undefined;
  }

  double value() {
    if (undefined) {
      return Double.NaN;
    }
    long carry = low >> LOW_BITS;
    return ((double) (high + carry) * (LOW + 1) + (low & LOW)) * UNIT;
  }
}
