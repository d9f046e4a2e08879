package org.example.tones;

import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.Set;
import org.plateau.nn.Network;
import org.plateau.nn.NetworkFactory;
import org.plateau.nn.Options;
import org.plateau.nn.blocks.BrickNetwork;
import org.plateau.nn.blocks.Linear;
import org.plateau.nn.blocks.Sequential;
import org.plateau.nn.blocks.Weights;

/** A model: one linear layer. In: (batch, inputs). Option: {@code inputs}. */
public final class LinearFactory implements NetworkFactory {
  @Override
  public String architecture() {
    return "one-linear-layer";
  }

  @Override
  public Network create(NDManager manager, int classes, Map<String, String> options, long seed) {
    NDManager own = manager.newSubManager();
    Linear layer = Linear.standard(new Weights(own, seed), inputs(options), classes);
    return new BrickNetwork(own, new Sequential().add("linear", layer));
  }

  @Override
  public long[] clipShape(Map<String, String> options, double seconds) {
    return new long[] {inputs(options)};
  }

  private int inputs(Map<String, String> options) {
    return new Options(architecture(), options, Set.of("inputs")).count("inputs");
  }
}
