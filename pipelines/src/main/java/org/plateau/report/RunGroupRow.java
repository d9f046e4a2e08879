package org.plateau.report;

/**
 * The runs of one model with the same hyper-parameters and the same status.
 *
 * @param source whose runs
 * @param experiment the experiment's name
 * @param task the task trained on
 * @param release the release trained on
 * @param model the model's name
 * @param group the model's group, empty where the catalogue does not know it
 * @param year year of publication, or null
 * @param parameters number of parameters, or null
 * @param optimiser the optimiser's name
 * @param learningRate step size
 * @param batchSize clips a step
 * @param epochs passes over the training split
 * @param status how the runs ended
 * @param runs number of runs
 * @param seeds their seeds in ascending order, separated by commas
 * @param attempts starts, summed over the runs, or null if unknown
 * @param seconds wall time, summed over the runs, NaN if unknown
 */
public record RunGroupRow(
    String source,
    String experiment,
    String task,
    String release,
    String model,
    String group,
    Long year,
    Long parameters,
    String optimiser,
    double learningRate,
    Long batchSize,
    Long epochs,
    String status,
    long runs,
    String seeds,
    Long attempts,
    double seconds) {
  static RunGroupRow of(Columns row) {
    return new RunGroupRow(
        row.text("source"),
        row.text("experiment"),
        row.text("task"),
        row.text("release"),
        row.text("model"),
        row.text("model_group"),
        row.wholeOrNull("year"),
        row.wholeOrNull("parameters"),
        row.text("optimiser"),
        row.number("learning_rate"),
        row.wholeOrNull("batch_size"),
        row.wholeOrNull("epochs"),
        row.text("status"),
        row.whole("runs"),
        row.text("seeds"),
        row.wholeOrNull("attempts"),
        row.number("seconds"));
  }
}
