package org.plateau.models;

/**
 * Our own yardsticks: they stand beside the models of an experiment in runs, predictions and
 * scores, and enter no statistic over models.
 */
public final class Baselines {
  /** Models whose name begins so are baselines. */
  public static final String PREFIX = "baseline-";

  /** Group of the classifiers of the challenge years. */
  public static final String CLASSICAL = "'09 classical";

  private Baselines() {}

  /**
   * True for a baseline.
   *
   * @param model name in the tables
   * @param group its group, or null where unknown
   */
  public static boolean is(String model, String group) {
    return model.startsWith(PREFIX) || CLASSICAL.equals(group);
  }
}
