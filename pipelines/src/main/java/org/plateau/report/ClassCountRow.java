package org.plateau.report;

/**
 * Clips of one class in one split.
 *
 * @param corpus the corpus
 * @param release the release
 * @param task the task
 * @param split the split
 * @param label the class
 * @param clips number of clips
 * @param speakers distinct known speakers among them
 */
public record ClassCountRow(
    String corpus,
    String release,
    String task,
    String split,
    String label,
    long clips,
    long speakers) {
  static ClassCountRow of(Columns row) {
    return new ClassCountRow(
        row.text("corpus"),
        row.text("release"),
        row.text("task"),
        row.text("split"),
        row.text("label"),
        row.whole("clips"),
        row.whole("speakers"));
  }
}
