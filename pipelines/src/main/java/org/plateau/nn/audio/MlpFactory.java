package org.plateau.nn.audio;

import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.Set;
import org.plateau.nn.Network;
import org.plateau.nn.NetworkFactory;
import org.plateau.nn.Networks;
import org.plateau.nn.Options;
import org.plateau.nn.blocks.BrickNetwork;
import org.plateau.nn.blocks.Weights;

/**
 * A perceptron over one vector of features, autrainer's FFNN: {@code layers} linear layers, ReLU
 * and dropout after each but the last. In: (batch, inputs). Options: {@code inputs} (required),
 * {@code hidden} (64), {@code layers} (3), {@code dropout} (.5).
 */
public final class MlpFactory implements NetworkFactory {
  private static final Set<String> OPTIONS = Set.of("inputs", "hidden", "layers", "dropout");

  @Override
  public String architecture() {
    return "mlp";
  }

  @Override
  public Network create(NDManager manager, int classes, Map<String, String> options, long seed) {
    Networks.checkedClasses(classes);
    Options given = options(options);
    Perceptron.Settings settings =
        new Perceptron.Settings(
            given.count("inputs"),
            given.count("hidden", 64),
            given.count("layers", 3),
            classes,
            given.probability("dropout", 0.5));
    NDManager own = manager.newSubManager();
    return new BrickNetwork(own, Perceptron.build(new Weights(own, seed), settings));
  }

  @Override
  public long[] clipShape(Map<String, String> options, double seconds) {
    return new long[] {options(options).count("inputs")};
  }

  private Options options(Map<String, String> options) {
    return new Options(architecture(), options, OPTIONS);
  }
}
