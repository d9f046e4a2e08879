package org.plateau.nn.training;

import java.util.List;
import java.util.Map;

/**
 * One training run, complete: what a worker needs and nothing else. Travels as JSON.
 *
 * @param runId identity of the run; seeds derive from it
 * @param model catalogue name
 * @param architecture name of the network's factory
 * @param featureSet what enters the network: {@code raw}, {@code logmel64}, {@code mel-s}
 * @param options further settings of the architecture, from the catalogue
 * @param classes class names in logit order
 * @param pack folder of the pack that holds the splits train and dev
 * @param hyperParameters optimiser, learning rate, batch size, epochs
 * @param seed the experiment's seed
 * @param cropSamples training crop or pad length in samples
 * @param minSamples evaluation pads shorter clips to this length in samples
 * @param checkpointSeconds longest time between two checkpoints within an epoch
 * @param attempt number of this attempt, from 1
 * @param attemptDir folder that this attempt alone writes
 * @param resumeFrom folder of a complete checkpoint of any attempt, or null to start afresh
 * @param weights weight file to start from, or null for a fresh initialisation from the seed
 * @param step how a step is computed; null stands for {@link StepSettings#STANDARD}
 */
public record TrainRequest(
    String runId,
    String model,
    String architecture,
    String featureSet,
    Map<String, String> options,
    List<String> classes,
    String pack,
    HyperParameters hyperParameters,
    long seed,
    int cropSamples,
    int minSamples,
    int checkpointSeconds,
    int attempt,
    String attemptDir,
    String resumeFrom,
    String weights,
    StepSettings step) {
  public TrainRequest {
    options = Map.copyOf(options);
    classes = List.copyOf(classes);
    step = step == null ? StepSettings.STANDARD : step;
  }

  /** A run with {@link StepSettings#STANDARD}. */
  public TrainRequest(
      String runId,
      String model,
      String architecture,
      String featureSet,
      Map<String, String> options,
      List<String> classes,
      String pack,
      HyperParameters hyperParameters,
      long seed,
      int cropSamples,
      int minSamples,
      int checkpointSeconds,
      int attempt,
      String attemptDir,
      String resumeFrom,
      String weights) {
    this(
        runId,
        model,
        architecture,
        featureSet,
        options,
        classes,
        pack,
        hyperParameters,
        seed,
        cropSamples,
        minSamples,
        checkpointSeconds,
        attempt,
        attemptDir,
        resumeFrom,
        weights,
        StepSettings.STANDARD);
  }
}
