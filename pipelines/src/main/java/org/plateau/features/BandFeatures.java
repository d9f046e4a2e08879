package org.plateau.features;

import java.util.List;

/**
 * What the sets of frequency bands over time share: their name, their identity, and columns {@code
 * band0}, {@code band1}, ... from the lowest.
 */
abstract class BandFeatures implements FeatureExtractor {
  private final String featureSet;
  private final String extractor;
  private final List<String> names;

  BandFeatures(String featureSet, String extractor, int bands) {
    this.featureSet = featureSet;
    this.extractor = extractor;
    this.names = Bands.names(bands);
  }

  @Override
  public final String featureSet() {
    return featureSet;
  }

  @Override
  public final String extractor() {
    return extractor;
  }

  @Override
  public final List<String> names() {
    return names;
  }
}
