package org.plateau.nn;

import java.nio.charset.StandardCharsets;

/**
 * Steele, Lea and Flood's SplitMix64 (OOPSLA 2014): integer arithmetic only, so one seed gives the
 * same numbers on every machine.
 */
public final class SplitMix64 {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;
  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;
  private static final double TWO_TO_24 = 1 << 24;
  private static final double TWO_TO_53 = 1L << 53;

  private long state;

  public SplitMix64(long seed) {
    state = seed;
  }

  /** A generator whose seed is the hash of a name. */
  public static SplitMix64 named(String name) {
    return new SplitMix64(fnv1a(name));
  }

  /** FNV-1a, 64 bit, over the UTF-8 bytes of {@code text}. */
  public static long fnv1a(String text) {
    long hash = FNV_OFFSET;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
    }
    return hash;
  }

  /** The next 64 bits. */
  public long nextLong() {
    state += GAMMA;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** The next number in [0, 1) of 24 bits, exact in float32. */
  public double nextUniform24() {
    return (nextLong() >>> 40) / TWO_TO_24;
  }

  /** The next number in [0, 1) of 53 bits. */
  public double nextUniform() {
    return (nextLong() >>> 11) / TWO_TO_53;
  }

  /** The next standard normal number (Box and Muller's cosine branch, strict arithmetic). */
  public double nextGaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextUniform()));
    return radius * StrictMath.cos(2 * Math.PI * nextUniform());
  }
}
