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
import org.plateau.nn.blocks.Weights;

/**
 * CNN14 of PANNs as autrainer builds it: without dropout around the first linear layer. In: (batch,
 * 1, frames, 64), log-mel, at least 32 frames. No options.
 */
public final class Cnn14Factory implements NetworkFactory {
  private static final int MELS = 64;

  @Override
  public String architecture() {
    return "cnn14";
  }

  @Override
  public Network create(NDManager manager, int classes, Map<String, String> options, long seed) {
    Networks.checkedClasses(classes);
    check(options);
    NDManager own = manager.newSubManager();
    return new BrickNetwork(own, new Cnn14(new Weights(own, seed), classes));
  }

  @Override
  public long[] clipShape(Map<String, String> options, double seconds) {
    check(options);
    return new long[] {1, FrameRate.centred(seconds), MELS};
  }

  private void check(Map<String, String> options) {
    new Options(architecture(), options, Set.of());
  }
}
