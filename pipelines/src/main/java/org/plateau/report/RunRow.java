package org.plateau.report;

/**
 * One training run, with what the catalogue says of its model.
 *
 * @param runId the run's identity, 64 hexadecimal digits
 * @param source whose run
 * @param experiment the experiment's name
 * @param task the task trained on
 * @param release the release trained on
 * @param model the model's name
 * @param seed the seed
 * @param status how it ended
 * @param bestEpoch the epoch with the highest dev UAR, or null if the run did not finish
 * @param devUar dev UAR at that epoch, NaN if there is none
 * @param seconds wall time, NaN if unknown
 * @param attempts how often it was started, or null for a run that came from elsewhere
 */
public record RunRow(
    String runId,
    String source,
    String experiment,
    String task,
    String release,
    String model,
    long seed,
    String status,
    Long bestEpoch,
    double devUar,
    double seconds,
    Long attempts) {
  static RunRow of(Columns row) {
    return new RunRow(
        row.text("run_id"),
        row.text("source"),
        row.text("experiment"),
        row.text("task"),
        row.text("release"),
        row.text("model"),
        row.whole("seed"),
        row.text("status"),
        row.wholeOrNull("best_epoch"),
        row.number("dev_uar"),
        row.number("seconds"),
        row.wholeOrNull("attempts"));
  }
}
