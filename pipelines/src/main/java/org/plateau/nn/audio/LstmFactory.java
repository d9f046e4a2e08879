package org.plateau.nn.audio;

import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.Set;
import org.plateau.nn.FrameRate;
import org.plateau.nn.Network;
import org.plateau.nn.NetworkFactory;
import org.plateau.nn.Networks;
import org.plateau.nn.Options;
import org.plateau.nn.blocks.BrickNetwork;
import org.plateau.nn.blocks.Sequential;
import org.plateau.nn.blocks.Weights;

/**
 * A recurrent network over low-level descriptors, autrainer's SeqFFNN: an LSTM, the mean over its
 * frames, a perceptron of two layers. In: (batch, frames, inputs). Options: {@code inputs}
 * (required), {@code hidden} (32, of the LSTM and of the perceptron), {@code layers} (2, of the
 * LSTM), {@code dropout} (.5).
 */
public final class LstmFactory implements NetworkFactory {
  private static final Set<String> OPTIONS = Set.of("inputs", "hidden", "layers", "dropout");
  private static final int HEAD_LAYERS = 2;

  @Override
  public String architecture() {
    return "lstm";
  }

  @Override
  public Network create(NDManager manager, int classes, Map<String, String> options, long seed) {
    Networks.checkedClasses(classes);
    Options given = options(options);
    int inputs = given.count("inputs");
    int hidden = given.count("hidden", 32);
    int layers = given.count("layers", 2);
    double dropout = given.probability("dropout", 0.5);
    NDManager own = manager.newSubManager();
    Weights weights = new Weights(own, seed);
    Sequential root =
        new Sequential()
            .add("backbone", new LstmMean(weights, inputs, hidden, layers, dropout))
            .add(
                "frontend",
                Perceptron.build(
                    weights,
                    new Perceptron.Settings(hidden, hidden, HEAD_LAYERS, classes, dropout)));
    return new BrickNetwork(own, root);
  }

  @Override
  public long[] clipShape(Map<String, String> options, double seconds) {
    return new long[] {FrameRate.centred(seconds), options(options).count("inputs")};
  }

  private Options options(Map<String, String> options) {
    return new Options(architecture(), options, OPTIONS);
  }
}
