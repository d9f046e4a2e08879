package org.plateau.stats;

/**
 * A number computed from a confusion matrix alone, so that it can be merged, resampled and queried
 * without the predictions. Pure and safe for use by many threads.
 */
public interface Metric {
  /** Name in the tables: lower case, digits, underscores; for example {@code uar}. */
  String name();

  /** What is done about classes that the truth lacks, in a few words. */
  String policy();

  /**
   * The metric.
   *
   * @return full precision; NaN where undefined, always so for a matrix without items
   */
  double value(ConfusionMatrix matrix);
}
