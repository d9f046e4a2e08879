package org.plateau.stats;

/**
 * The rule that tells a model from guessing: its UAR must lie strictly above 1/K + .01 (.51, .26,
 * .21 for 2, 4, 5 classes).
 */
public final class Chance {
  private static final double MARGIN = 0.01;

  private Chance() {}

  /** 1/K + .01 for {@code classes >= 1}. */
  public static double threshold(int classes) {
    if (classes < 1) {
      throw new IllegalArgumentException("classes must be >= 1, found " + classes);
    }
    return 1.0 / classes + MARGIN;
  }

  /** True if the UAR lies strictly above the threshold; false for NaN. */
  public static boolean isAbove(double uar, int classes) {
    return uar > threshold(classes);
  }
}
