package org.plateau.features;

import java.util.List;

/** Feature set {@code raw}: the 16 kHz mono samples themselves, one row a sample, one column. */
public final class RawSamples implements FeatureExtractor {
  /** Name of the feature set. */
  public static final String FEATURE_SET = "raw";

  /** Identity: the canonical samples. */
  public static final String EXTRACTOR = "pcm16-v1";

  @Override
  public String featureSet() {
    return FEATURE_SET;
  }

  @Override
  public String extractor() {
    return EXTRACTOR;
  }

  @Override
  public List<String> names() {
    return List.of("sample");
  }

  @Override
  public FeatureMatrix extract(float[] samples) {
    if (samples.length == 0) {
      throw new IllegalArgumentException("clip must have at least 1 sample, found 0");
    }
    return new FeatureMatrix(samples.length, 1, samples.clone());
  }
}
