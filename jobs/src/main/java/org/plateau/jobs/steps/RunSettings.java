package org.plateau.jobs.steps;

import org.plateau.config.PlateauConfig;
import org.plateau.config.UserException;
import org.plateau.nn.training.StepSettings;
import org.plateau.stages.PackPlace;
import org.plateau.stages.TrainRuns;
import org.plateau.worker.WorkerSettings;

/** What a configuration says about the processes that train and predict. */
final class RunSettings {
  private RunSettings() {}

  /** How runs are trained. */
  static TrainRuns.Settings training(PlateauConfig config) {
    return new TrainRuns.Settings(
        worker(config),
        config.worker().attempts(),
        config.train().parallelRuns(),
        config.protocol().cropSamples(),
        config.protocol().minSamples(),
        Math.toIntExact(Math.max(1, config.train().checkpointInterval().toSeconds())),
        packPlace(config),
        new StepSettings(config.train().precision(), config.train().microBatch()));
  }

  /** Where packs of samples lie while runs read them. */
  static PackPlace packPlace(PlateauConfig config) {
    return config
        .worker()
        .packCache()
        .map(folder -> new PackPlace(folder, config.worker().packCacheBytes()))
        .orElse(PackPlace.IN_PLACE);
  }

  /**
   * What a worker process may take.
   *
   * @throws UserException for a device that this version does not drive
   */
  static WorkerSettings worker(PlateauConfig config) {
    if (config.train().device().equals("gpu")) {
      throw new UserException(
          "train.device = gpu: this version brings PyTorch's CPU libraries only; set train.device=cpu");
    }
    return new WorkerSettings(
        config.worker().memoryBytes(),
        0,
        config.worker().heartbeatTimeout().toMillis() / 1000.0,
        config.worker().runTimeout().toMillis() / 1000.0,
        config.train().threads(),
        null,
        null,
        null);
  }
}
