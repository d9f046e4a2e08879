package org.plateau.features;

import java.util.List;
import java.util.function.Supplier;

/** The sets that Plateau computes itself: pure Java, no licence, on the fly from samples. */
public final class OwnFeatureSets implements FeatureSetFamily {
  @Override
  public List<FeatureExtractorProvider> providers() {
    return List.of(
        frames(LogMel64.FEATURE_SET, LogMel64::new),
        frames(FilterBank80.FEATURE_SET, FilterBank80::new),
        frames(FilterBank128.FEATURE_SET, FilterBank128::new),
        frames(WhisperMel80.FEATURE_SET, WhisperMel80::new),
        frames(RawSamples.FEATURE_SET, RawSamples::new),
        statics(MelStatistics.FEATURE_SET, MelStatistics::new),
        statics(LevelAndCentroid.FEATURE_SET, LevelAndCentroid::new));
  }

  private static FeatureExtractorProvider frames(String name, Supplier<FeatureExtractor> make) {
    return new Provider(name, false, make);
  }

  private static FeatureExtractorProvider statics(String name, Supplier<FeatureExtractor> make) {
    return new Provider(name, true, make);
  }

  private record Provider(String featureSet, boolean isStatic, Supplier<FeatureExtractor> make)
      implements FeatureExtractorProvider {
    @Override
    public FeatureExtractor create() {
      return make.get();
    }
  }
}
