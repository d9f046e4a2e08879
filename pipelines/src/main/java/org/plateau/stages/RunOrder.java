package org.plateau.stages;

import org.plateau.nn.training.TrainRequest;
import org.plateau.worker.WorkerSettings;

/**
 * What an executor needs to carry out one training run; travels as JSON.
 *
 * @param request the run; attempt, its folder and the checkpoint are filled in by the executor
 * @param settings limits of the worker
 * @param attempts how often a worker that fails is started again within one Spark task, from 1
 * @param runsRoot folder of all run directories
 * @param place where the executor reads packs
 */
public record RunOrder(
    TrainRequest request,
    WorkerSettings settings,
    int attempts,
    String runsRoot,
    PackPlace place) {}
