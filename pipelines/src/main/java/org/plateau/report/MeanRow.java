package org.plateau.report;

/**
 * One metric of one model, over its seeds.
 *
 * @param panel where the runs were tested
 * @param model the model's name
 * @param group the model's group, empty where the catalogue does not know it
 * @param metric the metric's name
 * @param interval the interval's name; it says which rows of a run were averaged
 * @param seeds number of runs
 * @param mean mean over the runs
 * @param lowest lowest run
 * @param highest highest run
 * @param deviation sample standard deviation, NaN for one run
 */
public record MeanRow(
    Panel panel,
    String model,
    String group,
    String metric,
    String interval,
    long seeds,
    double mean,
    double lowest,
    double highest,
    double deviation) {
  static MeanRow of(Columns row) {
    return new MeanRow(
        Panel.of(row),
        row.text("model"),
        row.text("model_group"),
        row.text("metric"),
        row.text("interval"),
        row.whole("seeds"),
        row.number("mean"),
        row.number("lowest"),
        row.number("highest"),
        row.number("deviation"));
  }
}
