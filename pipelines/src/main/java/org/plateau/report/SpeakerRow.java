package org.plateau.report;

/**
 * One speaker's UAR under one model, mean over the seeds.
 *
 * @param panel where the runs were tested
 * @param model the model's name
 * @param group the model's group, empty where the catalogue does not know it
 * @param speaker the speaker's name in the corpus
 * @param value mean over the seeds of the speaker's UAR, NaN if undefined
 * @param n clips of the speaker
 * @param seeds number of runs
 */
public record SpeakerRow(
    Panel panel, String model, String group, String speaker, double value, long n, long seeds) {
  static SpeakerRow of(Columns row) {
    return new SpeakerRow(
        Panel.of(row),
        row.text("model"),
        row.text("model_group"),
        row.text("speaker"),
        row.number("value"),
        row.whole("n"),
        row.whole("seeds"));
  }
}
