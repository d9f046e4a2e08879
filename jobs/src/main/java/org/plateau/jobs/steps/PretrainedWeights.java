package org.plateau.jobs.steps;

import org.plateau.config.LoadedConfig;
import org.plateau.models.ModelSpec;
import org.plateau.nn.weights.WeightStore;
import org.plateau.stages.WorkFolders;

/** The published weights that models start from: where they are kept, and what to do without. */
public final class PretrainedWeights {
  private PretrainedWeights() {}

  /** The files added so far, below the warehouse's folder. */
  public static WeightStore store(LoadedConfig loaded) {
    return new WeightStore(WorkFolders.of(loaded.config().warehouse()).weights());
  }

  /** Where missing weights come from, and how to add them. */
  public static String missing(ModelSpec model) {
    return "%s: missing; they come from %s, licence %s; fetch the file and run ./submit.sh weights add %s FILE"
        .formatted(model.name(), model.checkpoint(), model.licence(), model.name());
  }
}
