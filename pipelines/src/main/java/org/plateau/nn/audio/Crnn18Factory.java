package org.plateau.nn.audio;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plateau.nn.Network;
import org.plateau.nn.NetworkFactory;
import org.plateau.nn.Networks;
import org.plateau.nn.Options;
import org.plateau.nn.blocks.Activation;
import org.plateau.nn.blocks.BrickNetwork;
import org.plateau.nn.blocks.Weights;

/**
 * CRNN18, the "emo18" network of Tzirakis, Zhang and Schuller (ICASSP 2018) as autrainer builds it.
 * In: (batch, 1, samples) at 16 kHz, at least 731 samples so that every pool has a window. No
 * options.
 */
public final class Crnn18Factory implements NetworkFactory {
  private static final int SAMPLE_RATE_HZ = 16_000;
  private static final double SLOPE = 0.01;
  private static final List<EndToEndCrnn.Block> BLOCKS =
      List.of(
          new EndToEndCrnn.Block(64, 8, 3, 10),
          new EndToEndCrnn.Block(128, 6, 2, 8),
          new EndToEndCrnn.Block(256, 6, 2, 8));

  @Override
  public String architecture() {
    return "crnn18";
  }

  @Override
  public Network create(NDManager manager, int classes, Map<String, String> options, long seed) {
    Networks.checkedClasses(classes);
    check(options);
    NDManager own = manager.newSubManager();
    return new BrickNetwork(
        own,
        new EndToEndCrnn(
            new Weights(own, seed), BLOCKS, () -> Activation.leakyRelu(SLOPE), classes));
  }

  @Override
  public long[] clipShape(Map<String, String> options, double seconds) {
    check(options);
    return new long[] {1, Math.round(seconds * SAMPLE_RATE_HZ)};
  }

  private void check(Map<String, String> options) {
    new Options(architecture(), options, Set.of());
  }
}
