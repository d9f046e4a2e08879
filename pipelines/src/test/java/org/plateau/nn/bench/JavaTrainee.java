package org.plateau.nn.bench;

import ai.djl.ndarray.NDManager;
import java.util.Map;
import org.plateau.models.ModelCatalogue;
import org.plateau.models.ModelSpec;
import org.plateau.nn.Network;
import org.plateau.nn.NetworkFactory;
import org.plateau.nn.Networks;
import org.plateau.nn.input.Batch;
import org.plateau.nn.training.Adam;
import org.plateau.nn.training.Optimiser;
import org.plateau.nn.training.TrainStep;
import org.plateau.nn.training.WeightedCrossEntropy;
import org.plateau.testing.Golden;
import org.plateau.testing.SharedData;

/** A network of the catalogue with its optimiser and one batch of four clips of 3 s. */
final class JavaTrainee implements AutoCloseable {
  private static final int BATCH = 4;
  private static final double SECONDS = 3;
  private static final double LEARNING_RATE = 1e-4;

  private final NDManager manager = NDManager.newBaseManager();
  private final Network network;
  private final Optimiser optimiser;
  private final TrainStep step;
  private final Batch batch;
  private int steps;

  JavaTrainee(String model) {
    ModelSpec spec = ModelCatalogue.load(SharedData.root().resolve("conf/models")).spec(model);
    NetworkFactory factory = Networks.factory(spec.architecture());
    Map<String, String> options = spec.options();
    network = factory.create(manager, BATCH, options, 1);
    optimiser = new Adam(network.trainable(), LEARNING_RATE);
    step =
        new TrainStep(manager, network, optimiser, WeightedCrossEntropy.ofWeights(0.5, 1, 1.5, 2));
    long[] clip = factory.clipShape(options, SECONDS);
    long[] shape = new long[clip.length + 1];
    shape[0] = BATCH;
    int count = BATCH;
    for (int axis = 0; axis < clip.length; axis++) {
      shape[axis + 1] = clip[axis];
      count = Math.multiplyExact(count, Math.toIntExact(clip[axis]));
    }
    batch = new Batch(Golden.signal("bench", "input", count, 0.1), shape, new int[] {0, 1, 2, 3});
  }

  /** One training step; the loss. */
  double step() {
    return step.run(batch, steps++);
  }

  /** Seconds that so many training steps took. */
  double seconds(int count) {
    long begin = System.nanoTime();
    for (int i = 0; i < count; i++) {
      step();
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  @Override
  public void close() {
    optimiser.close();
    network.close();
    manager.close();
  }
}
