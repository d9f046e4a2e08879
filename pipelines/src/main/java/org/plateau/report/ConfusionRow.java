package org.plateau.report;

/**
 * One cell of a model's confusion matrix, summed over its runs.
 *
 * @param panel where the runs were tested
 * @param model the model's name
 * @param label the true class
 * @param prediction the predicted class
 * @param clips predictions in the cell, > 0
 */
public record ConfusionRow(Panel panel, String model, String label, String prediction, long clips) {
  static ConfusionRow of(Columns row) {
    return new ConfusionRow(
        Panel.of(row),
        row.text("model"),
        row.text("label"),
        row.text("prediction"),
        row.whole("clips"));
  }
}
