package org.plateau.corpus.standins;

import java.nio.charset.StandardCharsets;

/**
 * Random numbers from a seed and a name: the SplitMix64 generator (Steele, Lea and Flood, "Fast
 * splittable pseudorandom number generators", 2014), equal on every machine.
 */
final class RandomStream {
  private static final long GOLDEN_GAMMA = 0x9e37_79b9_7f4a_7c15L;

  private long state;

  /** The stream of a name; equal seed and name give equal numbers. */
  RandomStream(long seed, String name) {
    state = mix(seed + GOLDEN_GAMMA);
    for (byte letter : name.getBytes(StandardCharsets.UTF_8)) {
      state = mix(state + GOLDEN_GAMMA + letter);
    }
  }

  /** 64 random bits. */
  long next() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  private static long mix(long value) {
    long z = (value ^ value >>> 30) * 0xbf58_476d_1ce4_e5b9L;
    z = (z ^ z >>> 27) * 0x94d0_49bb_1331_11ebL;
    return z ^ z >>> 31;
  }

  /** Uniform in [0, 1). */
  double uniform() {
    return (next() >>> 11) * 0x1p-53;
  }

  /** Uniform in [low, high). */
  double uniform(double low, double high) {
    return low + (high - low) * uniform();
  }

  /** Uniform in 0 to bound - 1. */
  int index(int bound) {
    return (int) (uniform() * bound);
  }

  /** Normal with mean 0 and deviation 1 (Box and Muller). */
  double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
    return radius * StrictMath.cos(2 * Math.PI * uniform());
  }
}
