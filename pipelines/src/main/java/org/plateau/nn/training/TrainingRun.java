package org.plateau.nn.training;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plateau.config.UserException;
import org.plateau.nn.Network;
import org.plateau.nn.Networks;
import org.plateau.nn.checkpoint.Checkpoints;
import org.plateau.nn.checkpoint.DurableFiles;
import org.plateau.nn.checkpoint.SafetensorsFile;
import org.plateau.nn.checkpoint.SafetensorsWriter;
import org.plateau.nn.checkpoint.TensorSource;
import org.plateau.nn.checkpoint.WeightFileException;
import org.plateau.nn.checkpoint.WeightTensors;
import org.plateau.nn.input.Batch;
import org.plateau.nn.input.Prefetcher;
import org.plateau.packs.PackEntry;

/** One training run from its first step or a checkpoint to its result. */
final class TrainingRun {
  private static final int KEPT_CHECKPOINTS = 2;

  private final TrainRequest request;
  private final TrainingListener listener;
  private final Network network;
  private final Optimiser optimiser;
  private final TrainingInputs inputs;
  private final TrainStep trainStep;
  private final EpochPlan plan;
  private final DevEvaluation devEvaluation;
  private final Map<String, String> host;
  private final Path attemptDir;
  private final Path bestFile;
  private Progress progress;
  private long checkpointNanos;

  TrainingRun(
      TrainRequest request,
      TrainingListener listener,
      NDManager manager,
      Network network,
      Optimiser optimiser,
      WeightedCrossEntropy loss,
      TrainingInputs inputs) {
    this.request = request;
    this.listener = listener;
    this.network = network;
    this.optimiser = optimiser;
    this.inputs = inputs;
    this.trainStep = new TrainStep(manager, network, optimiser, loss, request.step());
    this.plan =
        new EpochPlan(
            inputs.splits().train(),
            request.runId(),
            request.seed(),
            request.hyperParameters().batchSize(),
            network.hasBatchNorm());
    this.devEvaluation =
        new DevEvaluation(new Evaluator(manager, network, inputs.threads()), loss, inputs);
    this.host = HostFacts.collect(manager.getEngine());
    this.attemptDir = Path.of(request.attemptDir());
    this.bestFile = attemptDir.resolve(Checkpoints.BEST);
    if (plan.steps() == 0) {
      throw new UserException(
          "the training split has %d clip and the network uses batch norm: it needs at least two"
              .formatted(inputs.splits().train().size()));
    }
  }

  TrainResult run() throws IOException {
    Files.createDirectories(attemptDir);
    if (request.resumeFrom() == null) {
      progress = Progress.start(request, WeightTensors.sha256(network.state()));
    } else {
      restore(Path.of(request.resumeFrom()));
    }
    checkpointNanos = System.nanoTime();
    try {
      while (progress.finishedEpochs() < request.hyperParameters().epochs()) {
        if (!trainEpoch() || !endEpoch()) {
          return finish("diverged", "a loss was not finite; set a lower learning-rate");
        }
      }
      return finish("done", null);
    } catch (NoRoomException e) {
      return finish("oom", e.getMessage());
    } catch (EngineException e) {
      if (OutOfMemory.is(e)) {
        return finish("oom", "memory did not suffice to evaluate a whole clip");
      }
      throw e;
    }
  }

  /** Runs the epoch's remaining steps; false if a loss is not finite. */
  private boolean trainEpoch() throws IOException {
    int epoch = progress.finishedEpochs() + 1;
    List<List<PackEntry>> batches = plan.batches(epoch);
    List<List<PackEntry>> open = batches.subList((int) progress.step(), batches.size());
    try (Prefetcher<List<PackEntry>, Batch> prefetcher = inputs.prefetch(open.iterator(), epoch)) {
      while (prefetcher.hasNext()) {
        double loss = trainStep.run(prefetcher.next(), plan.engineSeed(epoch, progress.step()));
        if (!Double.isFinite(loss)) {
          return false;
        }
        progress.addStep(loss);
        long sinceCheckpoint = System.nanoTime() - checkpointNanos;
        if (sinceCheckpoint >= request.checkpointSeconds() * 1_000_000_000L) {
          checkpoint();
        }
        listener.onStep(epoch, (long) (epoch - 1) * plan.steps() + progress.step(), totalSteps());
      }
    }
    return true;
  }

  private long totalSteps() {
    return (long) request.hyperParameters().epochs() * plan.steps();
  }

  /** Evaluates and records the epoch; false if the dev loss is not finite. */
  private boolean endEpoch() throws IOException {
    DevEvaluation.Score score = devEvaluation.run();
    if (score.clips() > 0 && !Double.isFinite(score.loss())) {
      return false;
    }
    boolean improved = progress.endEpoch(score, plan.steps());
    if (improved) {
      SafetensorsWriter.write(bestFile, weights(), metadata());
    }
    checkpoint();
    listener.onEpoch(progress.lastEpoch());
    return true;
  }

  private void checkpoint() throws IOException {
    RunState state = progress.state();
    Checkpoints.write(
        attemptDir,
        state.finishedEpochs(),
        state.step(),
        state,
        weights(),
        optimiser.state(),
        state.bestEpoch() > 0 ? bestFile : null);
    Checkpoints.keepNewest(attemptDir, KEPT_CHECKPOINTS);
    checkpointNanos = System.nanoTime();
  }

  private Map<String, TensorSource> weights() {
    Map<String, TensorSource> tensors = new LinkedHashMap<>(WeightTensors.sources(network.state()));
    if (inputs.standardiser() != null) {
      tensors.putAll(inputs.standardiser().tensors());
    }
    return tensors;
  }

  private Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", "pt");
    metadata.put("model", request.model());
    metadata.put("architecture", request.architecture());
    metadata.put("feature_set", request.featureSet());
    metadata.put("classes", String.join(",", request.classes()));
    metadata.put("run_id", request.runId());
    metadata.put("epoch", Integer.toString(progress.finishedEpochs()));
    return metadata;
  }

  private void restore(Path checkpoint) throws IOException {
    Optional<String> defect = Checkpoints.defect(checkpoint);
    if (defect.isPresent()) {
      throw new WeightFileException(checkpoint + " cannot be resumed from: " + defect.get());
    }
    RunState state = Checkpoints.readState(checkpoint, RunState.class);
    if (!state.runId().equals(request.runId())) {
      throw new WeightFileException(
          "%s belongs to run %s, not to %s".formatted(checkpoint, state.runId(), request.runId()));
    }
    try (SafetensorsFile file = SafetensorsFile.open(checkpoint.resolve(Checkpoints.WEIGHTS))) {
      WeightTensors.load(network.state(), file);
    }
    try (SafetensorsFile file = SafetensorsFile.open(checkpoint.resolve(Checkpoints.OPTIMISER))) {
      optimiser.load(file);
    }
    if (state.bestEpoch() > 0) {
      DurableFiles.linkOrCopy(checkpoint.resolve(Checkpoints.BEST), bestFile);
    }
    progress = Progress.resume(request, state);
  }

  private TrainResult finish(String status, String reason) throws IOException {
    RunState state = progress.state();
    Path weights = null;
    if (state.bestEpoch() > 0) {
      weights = attemptDir.resolve(Checkpoints.WEIGHTS);
      DurableFiles.rename(bestFile, weights);
    }
    TrainResult result =
        new TrainResult(
            request.runId(),
            request.attempt(),
            status,
            state.bestEpoch(),
            state.bestDevUar(),
            state.epochs(),
            Networks.size(network.parameters()),
            Networks.size(optimiser.tensors()),
            state.initialWeightsSha256(),
            weights == null ? null : Checkpoints.WEIGHTS,
            weights == null ? null : DurableFiles.sha256(weights),
            state.totalSeconds(),
            facts(),
            reason);
    Checkpoints.writeJson(attemptDir.resolve(TrainResult.FILE_NAME), result);
    Checkpoints.dropOptimiserStates(attemptDir);
    return result;
  }

  private Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>(host);
    facts.put("precision", request.step().precision());
    int batch = request.hyperParameters().batchSize();
    facts.put("micro_batch", Integer.toString(trainStep.partOf(batch)));
    return facts;
  }
}
