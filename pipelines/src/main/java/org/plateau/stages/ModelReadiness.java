package org.plateau.stages;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plateau.config.UserException;
import org.plateau.features.FeatureExtractorProvider;
import org.plateau.features.FeatureSets;
import org.plateau.features.NativeFeatureSet;
import org.plateau.models.ModelSpec;
import org.plateau.nn.Networks;

/** Tells which models of the catalogue can be trained with what is installed here. */
public final class ModelReadiness {
  private final Set<String> architectures = Networks.factories().keySet();
  private final Map<String, FeatureExtractorProvider> featureSets = FeatureSets.all();
  private final Path nativeHome;

  /**
   * What is on the class path, and the native libraries of one folder.
   *
   * @param nativeHome folder of native libraries
   */
  public ModelReadiness(Path nativeHome) {
    this.nativeHome = nativeHome;
  }

  /** Why the model cannot be trained here, or empty if it can. */
  public Optional<String> obstacle(ModelSpec model) {
    if (!architectures.contains(model.architecture())) {
      return Optional.of("no network of architecture " + model.architecture());
    }
    FeatureExtractorProvider provider = featureSets.get(model.featureSet());
    if (provider == null) {
      return Optional.of("no extractor of feature set " + model.featureSet());
    }
    return provider instanceof NativeFeatureSet set
        ? set.problem(nativeHome).map(problem -> "not run: " + problem)
        : Optional.empty();
  }

  /**
   * Refuses models without a network.
   *
   * @throws UserException for the first of them, with the reason
   */
  public void requireNetworks(List<ModelSpec> models) {
    for (ModelSpec model : models) {
      if (!architectures.contains(model.architecture())) {
        throw new UserException(
            "model %s: cannot be trained here, no network of architecture %s; take a model that './submit.sh models' lists as ready"
                .formatted(model.name(), model.architecture()));
      }
    }
  }
}
