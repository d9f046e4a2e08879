package org.plateau.stats;

import java.nio.charset.StandardCharsets;

/**
 * Seeds from names, so that every random choice is a function of what it is for (run, epoch,
 * utterance) and never of order, partition or retry.
 */
public final class Seeds {
  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  private Seeds() {}

  /** FNV-1a, 64 bit, over the UTF-8 bytes of the text. */
  public static long fnv1a64(String text) {
    long hash = FNV_OFFSET;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
    }
    return hash;
  }

  /**
   * A seed from a seed and names, for example {@code Seeds.of(1, runId, "epoch", 3, utterance)}.
   * Each part enters with its length, so {@code ("a", "bc")} and {@code ("ab", "c")} differ; a part
   * is taken as {@link String#valueOf(Object)}.
   */
  public static long of(long seed, Object... parts) {
    StringBuilder name = new StringBuilder().append(seed);
    for (Object part : parts) {
      String text = String.valueOf(part);
      name.append('/').append(text.length()).append(':').append(text);
    }
    return SplitMix64.mix(fnv1a64(name.toString()));
  }

  /** A generator that starts from {@link #of(long, Object...)}. */
  public static SplitMix64 generator(long seed, Object... parts) {
    return new SplitMix64(of(seed, parts));
  }
}
