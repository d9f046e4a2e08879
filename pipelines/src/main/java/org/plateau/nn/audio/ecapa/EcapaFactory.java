package org.plateau.nn.audio.ecapa;

import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.Set;
import org.plateau.nn.FrameRate;
import org.plateau.nn.Network;
import org.plateau.nn.NetworkFactory;
import org.plateau.nn.Networks;
import org.plateau.nn.Options;
import org.plateau.nn.audio.Perceptron;
import org.plateau.nn.blocks.BrickNetwork;
import org.plateau.nn.blocks.Weights;

/**
 * ETDNN: SpeechBrain's ECAPA-TDNN with a perceptron of two layers. In: (batch, frames, 80) of
 * {@code fbank80}, at least 5 frames (the widest dilation mirrors 4). No options.
 */
public final class EcapaFactory implements NetworkFactory {
  private static final int FILTERS = 80;
  private static final int HIDDEN = 32;
  private static final int LAYERS = 2;
  private static final double DROPOUT = 0.5;

  @Override
  public String architecture() {
    return "etdnn";
  }

  @Override
  public Network create(NDManager manager, int classes, Map<String, String> options, long seed) {
    Networks.checkedClasses(classes);
    check(options);
    NDManager own = manager.newSubManager();
    Weights weights = new Weights(own, seed);
    Perceptron.Settings head =
        new Perceptron.Settings(Ecapa.EMBEDDING, HIDDEN, LAYERS, classes, DROPOUT);
    return new BrickNetwork(own, new EcapaClassifier(weights, Perceptron.build(weights, head)));
  }

  @Override
  public long[] clipShape(Map<String, String> options, double seconds) {
    check(options);
    return new long[] {FrameRate.centred(seconds), FILTERS};
  }

  private void check(Map<String, String> options) {
    new Options(architecture(), options, Set.of());
  }
}
