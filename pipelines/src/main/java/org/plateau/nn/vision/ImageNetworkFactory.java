package org.plateau.nn.vision;

import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.Set;
import org.plateau.nn.FrameRate;
import org.plateau.nn.Network;
import org.plateau.nn.NetworkFactory;
import org.plateau.nn.Networks;
import org.plateau.nn.Options;
import org.plateau.nn.blocks.Brick;
import org.plateau.nn.blocks.BrickNetwork;
import org.plateau.nn.blocks.Sequential;
import org.plateau.nn.blocks.Weights;

/**
 * A network of torchvision under the name {@code model}. In: (batch, 3, frames, 64), log-mel three
 * times, hop 10 ms, centred frames. No options.
 */
abstract class ImageNetworkFactory implements NetworkFactory {
  static final int COLOURS = 3;
  private static final int MELS = 64;

  private final String architecture;

  ImageNetworkFactory(String architecture) {
    this.architecture = architecture;
  }

  /** The layers under torchvision's names. */
  abstract Brick build(Weights weights, int classes);

  @Override
  public final String architecture() {
    return architecture;
  }

  @Override
  public final Network create(
      NDManager manager, int classes, Map<String, String> options, long seed) {
    Networks.checkedClasses(classes);
    check(options);
    NDManager own = manager.newSubManager();
    return new BrickNetwork(
        own, new Sequential().add("model", build(new Weights(own, seed), classes)));
  }

  @Override
  public long[] clipShape(Map<String, String> options, double seconds) {
    check(options);
    return new long[] {COLOURS, FrameRate.centred(seconds), MELS};
  }

  final void check(Map<String, String> options) {
    new Options(architecture(), options, Set.of());
  }
}
