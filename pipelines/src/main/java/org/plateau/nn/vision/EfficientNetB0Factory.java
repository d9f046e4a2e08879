package org.plateau.nn.vision;

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
 * EfficientNet-B0 (Tan and Le 2019) as torchvision builds it. In: (batch, 3, frames, 64), log-mel
 * three times, hop 10 ms, centred frames. No options.
 */
public final class EfficientNetB0Factory implements NetworkFactory {
  private static final int MELS = 64;

  @Override
  public String architecture() {
    return "efficientnet-b0";
  }

  @Override
  public Network create(NDManager manager, int classes, Map<String, String> options, long seed) {
    Networks.checkedClasses(classes);
    check(options);
    NDManager own = manager.newSubManager();
    return new BrickNetwork(own, EfficientNetB0.build(new Weights(own, seed), classes));
  }

  @Override
  public long[] clipShape(Map<String, String> options, double seconds) {
    check(options);
    return new long[] {3, FrameRate.centred(seconds), MELS};
  }

  private void check(Map<String, String> options) {
    new Options(architecture(), options, Set.of());
  }
}
