package org.plateau.stages.plan;

import java.util.List;
import org.plateau.models.ModelSpec;
import org.plateau.nn.training.HyperParameters;

/**
 * One training run of an experiment, before it starts.
 *
 * @param runId identity: equal plans over equal data are one run
 * @param experiment name of the experiment that asks
 * @param corpus what it learns from
 * @param release release of that corpus
 * @param task task name
 * @param classes class names in logit order
 * @param model the catalogue entry
 * @param hyperParameters optimiser, learning rate, batch size, epochs
 * @param seed the experiment's seed
 * @param fold the data
 * @param fingerprint hash of the learning rows
 * @param pack name of the pack that holds them
 * @param extractor whose stored features the run reads, or null for features on the fly
 * @param initialWeights hash of the added weights it starts from, or null for a fresh start
 */
public record PlannedRun(
    String runId,
    String experiment,
    String corpus,
    String release,
    String task,
    List<String> classes,
    ModelSpec model,
    HyperParameters hyperParameters,
    long seed,
    Fold fold,
    String fingerprint,
    String pack,
    String extractor,
    String initialWeights) {
  public PlannedRun {
    classes = List.copyOf(classes);
  }

  /** Clips that one run sees in all: training clips times epochs. */
  public long clipsSeen() {
    return fold.trainingClips() * hyperParameters.epochs();
  }
}
