package org.plateau.stages;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plateau.config.UserException;
import org.plateau.features.FeatureSets;
import org.plateau.models.ModelSpec;
import org.plateau.nn.Networks;

/** Tells which models of the catalogue can be trained with what is on the class path. */
public final class ModelReadiness {
  private final Set<String> architectures = Networks.factories().keySet();
  private final Set<String> featureSets = FeatureSets.all().keySet();

  /** Why the model cannot be trained here, or empty if it can. */
  public Optional<String> obstacle(ModelSpec model) {
    if (!architectures.contains(model.architecture())) {
      return Optional.of("no network of architecture " + model.architecture());
    }
    if (!featureSets.contains(model.featureSet())) {
      return Optional.of("no extractor of feature set " + model.featureSet());
    }
    return Optional.empty();
  }

  /**
   * Refuses models that cannot be trained.
   *
   * @throws UserException for the first of them, with the reason
   */
  public void require(List<ModelSpec> models) {
    for (ModelSpec model : models) {
      obstacle(model)
          .ifPresent(
              reason -> {
                throw new UserException(
                    "model %s: cannot be trained here, %s; take a model that './submit.sh models' lists as ready"
                        .formatted(model.name(), reason));
              });
    }
  }
}
