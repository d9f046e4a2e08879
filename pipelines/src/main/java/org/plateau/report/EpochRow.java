package org.plateau.report;

/**
 * One finished epoch of one run.
 *
 * @param runId the run
 * @param source whose run
 * @param experiment the experiment's name
 * @param task the task trained on
 * @param release the release trained on
 * @param model the model's name
 * @param seed the run's seed
 * @param epoch from 1
 * @param trainLoss weighted cross-entropy on the training split
 * @param devLoss weighted cross-entropy on the dev split, NaN without one
 * @param devUar unweighted average recall on the dev split, NaN without one
 * @param attempt the attempt that finished the epoch
 */
public record EpochRow(
    String runId,
    String source,
    String experiment,
    String task,
    String release,
    String model,
    long seed,
    long epoch,
    double trainLoss,
    double devLoss,
    double devUar,
    long attempt) {
  static EpochRow of(Columns row) {
    return new EpochRow(
        row.text("run_id"),
        row.text("source"),
        row.text("experiment"),
        row.text("task"),
        row.text("release"),
        row.text("model"),
        row.whole("seed"),
        row.whole("epoch"),
        row.number("train_loss"),
        row.number("dev_loss"),
        row.number("dev_uar"),
        row.whole("attempt"));
  }
}
