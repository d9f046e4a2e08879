package org.plateau.features;

import java.util.List;

/**
 * Several feature sets that come together, registered as one service. For a single set a {@link
 * FeatureExtractorProvider} is enough.
 */
public interface FeatureSetFamily {
  /** The sets, each with a name that no other provider has. */
  List<FeatureExtractorProvider> providers();
}
