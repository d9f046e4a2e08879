package org.plateau.nn.audio.ast;

import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.Set;
import org.plateau.features.FeatureMatrix;
import org.plateau.nn.ClipInput;
import org.plateau.nn.Network;
import org.plateau.nn.NetworkFactory;
import org.plateau.nn.Networks;
import org.plateau.nn.Options;
import org.plateau.nn.blocks.BrickNetwork;
import org.plateau.nn.blocks.Weights;

/**
 * The Audio Spectrogram Transformer. In: (batch, 1024, 128) of {@code fbank128}; clips are padded
 * with zeros or cut to 1024 frames (10.24 s), then scaled as (x + 4.2677393) / (2 x 4.5689974). No
 * options.
 */
public final class AstFactory implements NetworkFactory {
  private static final float MEAN = -4.2677393f;
  private static final float DEVIATION = 4.5689974f;

  @Override
  public String architecture() {
    return "ast";
  }

  @Override
  public Network create(NDManager manager, int classes, Map<String, String> options, long seed) {
    Networks.checkedClasses(classes);
    check(options);
    NDManager own = manager.newSubManager();
    return new BrickNetwork(own, new Ast(new Weights(own, seed), classes));
  }

  @Override
  public long[] clipShape(Map<String, String> options, double seconds) {
    check(options);
    return new long[] {Ast.FRAMES, Ast.FILTERS};
  }

  @Override
  public ClipInput input(Map<String, String> options, FeatureMatrix frames) {
    float[] values = new float[Ast.FRAMES * Ast.FILTERS];
    float[] given = frames.values();
    System.arraycopy(given, 0, values, 0, Math.min(given.length, values.length));
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] - MEAN) / (2 * DEVIATION);
    }
    return new ClipInput(values, new long[] {Ast.FRAMES, Ast.FILTERS});
  }

  private void check(Map<String, String> options) {
    new Options(architecture(), options, Set.of());
  }
}
