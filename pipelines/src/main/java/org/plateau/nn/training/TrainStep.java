package org.plateau.nn.training;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Collection;
import org.plateau.config.UserException;
import org.plateau.nn.Gradients;
import org.plateau.nn.Network;
import org.plateau.nn.blocks.BrickNetwork;
import org.plateau.nn.blocks.Pass;
import org.plateau.nn.input.Batch;
import org.plateau.nn.input.InputBuffer;

/**
 * One training step: forward, weighted loss, backward, update. Everything that a step allocates is
 * freed when it ends. A batch goes through the network in parts where {@link StepSettings} say so
 * or memory does not suffice; gradients of the parts add up to those of the batch.
 */
public final class TrainStep {
  private final NDManager manager;
  private final Network network;
  private final Collection<NDArray> trained;
  private final Optimiser optimiser;
  private final WeightedCrossEntropy loss;
  private final StepSettings settings;
  private final InputBuffer input = new InputBuffer();
  private int largestPart;

  /** A step with {@link StepSettings#STANDARD}. */
  public TrainStep(
      NDManager manager, Network network, Optimiser optimiser, WeightedCrossEntropy loss) {
    this(manager, network, optimiser, loss, StepSettings.STANDARD);
  }

  /**
   * Marks the tensors that are trained: those of the optimiser.
   *
   * @param manager parent of the scopes, one a part
   */
  public TrainStep(
      NDManager manager,
      Network network,
      Optimiser optimiser,
      WeightedCrossEntropy loss,
      StepSettings settings) {
    this.manager = manager;
    this.network = network;
    this.optimiser = optimiser;
    this.loss = loss;
    this.settings = settings;
    this.largestPart = settings.microBatch() == 0 ? Integer.MAX_VALUE : settings.microBatch();
    if (network.hasBatchNorm() && settings.microBatch() > 0) {
      throw new UserException(
          "train.micro_batch = %d: a network with batch norm takes whole batches only; set train.micro_batch=auto"
              .formatted(settings.microBatch()));
    }
    if (settings.bfloat16() && !(network instanceof BrickNetwork)) {
      throw new UserException(
          "train.precision = bf16: this network computes in float32 only; set train.precision=fp32");
    }
    this.trained = optimiser.tensors().values();
    trained.forEach(Gradients::require);
  }

  /** Clips of one forward pass at present. */
  int partOf(int clips) {
    return Math.min(clips, largestPart);
  }

  /**
   * Runs one step.
   *
   * @param engineSeed the engine's generator starts from it (dropout, stochastic depth)
   * @return the batch's loss; when it is not finite, nothing is updated
   * @throws NoRoomException if memory suffices for no part; nothing is updated
   */
  public double run(Batch batch, int engineSeed) {
    double value = gradients(batch, engineSeed);
    if (Double.isFinite(value)) {
      optimiser.step();
    } else {
      Gradients.zero(trained);
    }
    return value;
  }

  /** Leaves the batch's gradients on the parameters; halves the parts until they fit. */
  private double gradients(Batch batch, int engineSeed) {
    while (true) {
      int part = partOf(batch.clips());
      try {
        return gradients(batch, engineSeed, part);
      } catch (EngineException e) {
        if (!OutOfMemory.is(e)) {
          throw e;
        }
        Gradients.zero(trained);
        if (network.hasBatchNorm()) {
          throw new NoRoomException(remedy(batch, engineSeed, part));
        }
        if (part == 1) {
          throw new NoRoomException(
              "memory does not suffice for a single clip of this network; take a machine with more");
        }
        largestPart = (part + 1) / 2;
      }
    }
  }

  private double gradients(Batch batch, int engineSeed, int part) {
    manager.getEngine().setRandomSeed(engineSeed);
    double total = loss.totalWeight(batch.labels());
    double value = 0;
    for (int from = 0; from < batch.clips(); from += part) {
      Batch piece = part >= batch.clips() ? batch : batch.part(from, part);
      value += pieceGradients(piece, total);
      if (!Double.isFinite(value)) {
        return value;
      }
    }
    return value;
  }

  private double pieceGradients(Batch piece, double total) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray x = input.tensor(scope, piece.values(), piece.shape());
      try (Gradients.Recording recording = Gradients.record()) {
        NDArray share = loss.shareOfLoss(forward(x), piece.labels(), total);
        double value = share.getFloat();
        if (Double.isFinite(value)) {
          recording.backward(share);
        }
        return value;
      }
    }
  }

  private NDArray forward(NDArray x) {
    return settings.bfloat16()
        ? ((BrickNetwork) network).forward(x, Pass.TRAINING.inBfloat16())
        : network.forward(x, true);
  }

  /** Batch norm needs its whole batch at once: finds the batch that fits, without an update. */
  private String remedy(Batch batch, int engineSeed, int part) {
    for (int fitting = part / 2; fitting >= 2; fitting /= 2) {
      try {
        gradients(batch.part(0, fitting), engineSeed, fitting);
        return "memory does not suffice for a batch of %d clips, and batch norm cannot take it in parts; a batch of %d fits: set hyper-parameters.batch-size=%d"
            .formatted(batch.clips(), fitting, fitting);
      } catch (EngineException e) {
        if (!OutOfMemory.is(e)) {
          throw e;
        }
      } finally {
        Gradients.zero(trained);
      }
    }
    return "memory does not suffice for a batch of %d clips nor for one of 2, and batch norm needs two; take a machine with more memory"
        .formatted(batch.clips());
  }
}
