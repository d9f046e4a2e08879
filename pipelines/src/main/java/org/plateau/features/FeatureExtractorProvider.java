package org.plateau.features;

/** Makes extractors of one feature set; registered as a service. */
public interface FeatureExtractorProvider {
  /** Name of the feature set, unique among all providers. */
  String featureSet();

  /** True if the set has one row a clip (functionals), false for frame sequences. */
  boolean isStatic();

  /** A new extractor for the calling thread. */
  FeatureExtractor create();
}
