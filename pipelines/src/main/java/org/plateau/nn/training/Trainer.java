package org.plateau.nn.training;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import org.plateau.config.UserException;
import org.plateau.nn.Frozen;
import org.plateau.nn.Network;
import org.plateau.nn.NetworkFactory;
import org.plateau.nn.Networks;
import org.plateau.nn.checkpoint.WeightFile;
import org.plateau.nn.weights.WeightFiles;
import org.plateau.nn.weights.WeightLoader;
import org.plateau.packs.PackReader;

/**
 * Trains one network in this process, on the calling thread. For equal engine threads, CPU type and
 * library build, a run that was resumed any number of times gives the same weights and epoch rows,
 * bit for bit, as an undisturbed one. The engine's thread counts come from system properties that
 * are set before it loads.
 */
public final class Trainer {
  private final int prefetchThreads;

  /** A trainer with one prefetch thread. */
  public Trainer() {
    this(1);
  }

  /**
   * A trainer.
   *
   * @param prefetchThreads threads that prepare inputs, >= 1; changes nothing but the time
   */
  public Trainer(int prefetchThreads) {
    if (prefetchThreads < 1) {
      throw new IllegalArgumentException("prefetchThreads must be >= 1, found " + prefetchThreads);
    }
    this.prefetchThreads = prefetchThreads;
  }

  /**
   * Trains, or goes on from {@code resumeFrom}; writes only into {@code attemptDir}: checkpoints
   * while it runs, then the best epoch's {@code weights.safetensors}, last {@code result.json}.
   *
   * @throws UserException if a class has no training clip or a name is unknown
   * @throws IOException if a pack, weight file or checkpoint cannot be read, or a file not written
   */
  public TrainResult train(TrainRequest request, TrainingListener listener) throws IOException {
    try (PackReader pack = PackReader.open(Path.of(request.pack()));
        NDManager manager = NDManager.newBaseManager()) {
      Splits splits = Splits.of(pack, request.classes());
      WeightedCrossEntropy loss = splits.loss();
      NetworkFactory factory = Networks.factory(request.architecture());
      int classes = request.classes().size();
      try (Network network = factory.create(manager, classes, request.options(), request.seed())) {
        if (request.weights() != null) {
          try (WeightFile file = WeightFiles.open(Path.of(request.weights()))) {
            new WeightLoader(factory, network, classes).loadForTraining(file);
          }
        }
        TrainingInputs inputs = TrainingInputs.prepare(request, pack, splits, prefetchThreads);
        try (Optimiser optimiser =
            Optimiser.create(
                request.hyperParameters(), Frozen.others(network, request.step().frozen()))) {
          return new TrainingRun(request, listener, manager, network, optimiser, loss, inputs)
              .run();
        }
      }
    }
  }
}
