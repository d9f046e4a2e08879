package org.example.tones;

import java.util.Map;
import org.plateau.audio.condition.Condition;
import org.plateau.audio.condition.ConditionProvider;
import org.plateau.config.UserException;

/** A condition: every sample times {@code factor}. */
public final class GainProvider implements ConditionProvider {
  @Override
  public String kind() {
    return "gain";
  }

  @Override
  public Condition create(Map<String, String> options) {
    String factor = options.getOrDefault("factor", "");
    try {
      float gain = Float.parseFloat(factor);
      return (samples, seed) -> scaled(samples, gain);
    } catch (NumberFormatException e) {
      throw new UserException("options.factor = " + factor + ": must be a number", e);
    }
  }

  private static float[] scaled(float[] samples, float gain) {
    float[] scaled = samples.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= gain;
    }
    return scaled;
  }
}
