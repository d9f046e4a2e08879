package org.plateau.stages;

/**
 * How a run ended on its executor.
 *
 * @param runId identity of the run
 * @param error null if it finished, else one line that says why it did not
 * @param log the worker's last lines, or null
 */
public record RunOutcome(String runId, String error, String log) {
  /** Name of the file that a failed attempt leaves in its folder. */
  public static final String FILE_NAME = "failure.json";
}
