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
 * CRNN19, the "zhao19" network of Zhao, Mao and Chen (Biomedical Signal Processing and Control
 * 2019) as autrainer builds it. In: (batch, 1, samples) at 16 kHz, at least 256 samples so that
 * every pool has a window. No options.
 */
public final class Crnn19Factory implements NetworkFactory {
  private static final int SAMPLE_RATE_HZ = 16_000;
  private static final List<EndToEndCrnn.Block> BLOCKS =
      List.of(
          new EndToEndCrnn.Block(64, 3, 1, 4),
          new EndToEndCrnn.Block(64, 3, 1, 4),
          new EndToEndCrnn.Block(128, 3, 1, 4),
          new EndToEndCrnn.Block(128, 3, 1, 4));

  @Override
  public String architecture() {
    return "crnn19";
  }

  @Override
  public Network create(NDManager manager, int classes, Map<String, String> options, long seed) {
    Networks.checkedClasses(classes);
    check(options);
    NDManager own = manager.newSubManager();
    return new BrickNetwork(
        own, new EndToEndCrnn(new Weights(own, seed), BLOCKS, Activation::elu, classes));
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
