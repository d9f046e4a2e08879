package org.example.tones;

import java.util.List;
import org.plateau.features.FeatureExtractor;
import org.plateau.features.FeatureExtractorProvider;
import org.plateau.features.FeatureMatrix;

/** A feature set: changes of sign a second, and the mean of the absolute values. */
public final class ZeroCrossings implements FeatureExtractorProvider {
  private static final double RATE_HZ = 16_000;

  @Override
  public String featureSet() {
    return "zero-crossings";
  }

  @Override
  public boolean isStatic() {
    return true;
  }

  @Override
  public FeatureExtractor create() {
    return new Extractor();
  }

  private static final class Extractor implements FeatureExtractor {
    @Override
    public String featureSet() {
      return "zero-crossings";
    }

    @Override
    public String extractor() {
      return "tones-zero-crossings-v1";
    }

    @Override
    public List<String> names() {
      return List.of("crossings_hz", "mean_level");
    }

    @Override
    public FeatureMatrix extract(float[] samples) {
      int crossings = 0;
      double level = 0;
      for (int i = 0; i < samples.length; i++) {
        crossings += i > 0 && (samples[i] < 0) != (samples[i - 1] < 0) ? 1 : 0;
        level += Math.abs(samples[i]);
      }
      float rate = (float) (crossings * RATE_HZ / samples.length);
      return new FeatureMatrix(1, 2, new float[] {rate, (float) (level / samples.length)});
    }
  }
}
