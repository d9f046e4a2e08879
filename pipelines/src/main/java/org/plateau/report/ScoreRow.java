package org.plateau.report;

/**
 * One metric of one run on one test set.
 *
 * @param panel where the run was tested
 * @param runId the run
 * @param model the model's name
 * @param seed the run's seed
 * @param metric {@code uar}, {@code accuracy}, {@code macro_f1}, ...
 * @param interval what was resampled: {@code utterance}, {@code speaker}, ...
 * @param value the metric, NaN if undefined
 * @param ciLow lower end of the 95 % interval, NaN if there is none
 * @param ciHigh upper end of the 95 % interval, NaN if there is none
 * @param n clips
 * @param replicates resamples behind the interval, or null
 * @param aboveChance whether the run's UAR is larger than 1/K + .01, or null if unknown
 * @param chance whether the run cannot be told from guessing: the utterance interval of its UAR
 *     reaches 1/K; null if unknown
 */
public record ScoreRow(
    Panel panel,
    String runId,
    String model,
    long seed,
    String metric,
    String interval,
    double value,
    double ciLow,
    double ciHigh,
    long n,
    Long replicates,
    Boolean aboveChance,
    Boolean chance) {
  static ScoreRow of(Columns row) {
    return new ScoreRow(
        Panel.of(row),
        row.text("run_id"),
        row.text("model"),
        row.whole("seed"),
        row.text("metric"),
        row.text("interval"),
        row.number("value"),
        row.number("ci_low"),
        row.number("ci_high"),
        row.whole("n"),
        row.wholeOrNull("replicates"),
        row.flagOrNull("above_chance"),
        row.flagOrNull("chance"));
  }
}
