package org.plateau.worker;

import java.nio.file.Path;
import java.util.Objects;
import org.plateau.nn.training.TrainResult;

/**
 * The one attempt of a run that counts.
 *
 * @param runId identity of the run
 * @param attempt its number, from 1
 * @param attemptDir its folder
 * @param result what it left
 */
public record FinishedRun(String runId, int attempt, Path attemptDir, TrainResult result) {
  public FinishedRun {
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(attemptDir, "attemptDir");
    Objects.requireNonNull(result, "result");
  }

  /** The best epoch's weights, or null for a run that ended without any. */
  public Path weights() {
    return result.weightsFile() == null ? null : attemptDir.resolve(result.weightsFile());
  }
}
