package org.plateau.report;

/**
 * How unequal a model's UAR is over speakers, mean over the seeds.
 *
 * @param panel where the runs were tested
 * @param model the model's name
 * @param seeds number of runs
 * @param gini mean Gini coefficient, 0 (all speakers equal) to 1
 * @param lowestGini lowest run
 * @param highestGini highest run
 * @param meanSpeakerScore mean UAR of a speaker
 * @param worstSpeakerScore UAR of the worst speaker
 * @param speakers number of speakers
 */
public record FairnessRow(
    Panel panel,
    String model,
    long seeds,
    double gini,
    double lowestGini,
    double highestGini,
    double meanSpeakerScore,
    double worstSpeakerScore,
    long speakers) {
  static FairnessRow of(Columns row) {
    return new FairnessRow(
        Panel.of(row),
        row.text("model"),
        row.whole("seeds"),
        row.number("gini"),
        row.number("lowest_gini"),
        row.number("highest_gini"),
        row.number("mean_speaker_score"),
        row.number("worst_speaker_score"),
        row.whole("speakers"));
  }
}
