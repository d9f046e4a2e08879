package org.plateau.nn;

/** How many frames the feature sets make of a clip: one every 10 ms. */
public final class FrameRate {
  private static final double FRAMES_PER_SECOND = 100;
  private static final double WHOLE = 1e-9;

  private FrameRate() {}

  /** Frames centred on multiples of the hop, the first at 0: floor(100 seconds) + 1. */
  public static long centred(double seconds) {
    return (long) Math.floor(seconds * FRAMES_PER_SECOND + WHOLE) + 1;
  }
}
