package org.plateau.stages.extract;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.plateau.features.FeatureSets;
import org.plateau.features.NativeFeatureSet;
import org.plateau.worker.ClipExtractor;
import org.plateau.worker.ExtractorSettings;
import org.plateau.worker.ExtractorWorker;
import org.plateau.worker.InProcessExtractor;

/**
 * What an executor needs to extract one set.
 *
 * @param featureSet the set
 * @param extractor the identity that rows shall have
 * @param home folder of the native library, or null for a set of pure Java
 * @param limits of a native extractor's process
 * @param threads clips under way at once in one task
 */
record ExtractionOrder(
    String featureSet, String extractor, String home, ExtractorSettings limits, int threads)
    implements Serializable {
  /**
   * An order for a set.
   *
   * @param nativeHome folder of native libraries
   * @throws org.plateau.config.UserException if the set is unknown or its library is absent
   */
  static ExtractionOrder of(String featureSet, Path nativeHome, ExtractorSettings limits) {
    Optional<NativeFeatureSet> set = FeatureSets.nativeSet(featureSet);
    return set.isPresent()
        ? new ExtractionOrder(
            featureSet, set.get().extractor(nativeHome), nativeHome.toString(), limits, 1)
        : new ExtractionOrder(
            featureSet, FeatureSets.create(featureSet).extractor(), null, limits, 1);
  }

  ExtractionOrder withThreads(int count) {
    return new ExtractionOrder(featureSet, extractor, home, limits, count);
  }

  /** Opens an extractor for the calling thread. */
  ClipExtractor open(BooleanSupplier cancelled) {
    ClipExtractor opened =
        home == null
            ? new InProcessExtractor(FeatureSets.create(featureSet))
            : new ExtractorWorker(limits, featureSet, Path.of(home), cancelled);
    if (!opened.extractor().equals(extractor)) {
      String found = opened.extractor();
      opened.close();
      throw new IllegalStateException(
          "%s in %s must be extractor %s on every host, found %s: install the same build everywhere"
              .formatted(featureSet, home, extractor, found));
    }
    return opened;
  }
}
