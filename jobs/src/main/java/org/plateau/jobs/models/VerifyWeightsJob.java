package org.plateau.jobs.models;

import java.io.IOException;
import java.util.Optional;
import org.plateau.config.LoadedConfig;
import org.plateau.jobs.cli.ExitCodes;
import org.plateau.jobs.cli.Home;
import org.plateau.jobs.cli.Job;
import org.plateau.jobs.steps.PretrainedWeights;
import org.plateau.models.ModelSpec;
import org.plateau.nn.weights.AddedWeights;
import org.plateau.nn.weights.WeightStore;
import picocli.CommandLine.Command;

/** Holds all added weights against their recorded hashes; tells what the experiment lacks. */
@Command(
    name = "verify",
    description = "Check all added weights against their hashes; list what the experiment lacks.")
final class VerifyWeightsJob extends Job {
  @Override
  protected boolean writesWarehouse() {
    return false;
  }

  @Override
  protected int run(LoadedConfig loaded) throws IOException {
    WeightStore store = PretrainedWeights.store(loaded);
    int damaged = 0;
    for (ModelSpec model : Home.catalogue(loaded).all()) {
      Optional<AddedWeights> added = store.find(model.name());
      Optional<String> defect = added.isPresent() ? store.defect(added.get()) : Optional.empty();
      if (defect.isPresent()) {
        damaged++;
        out().println("%s: damaged: %s; add them again".formatted(model.name(), defect.get()));
      } else if (added.isPresent()) {
        out().println("%s: unchanged, SHA-256 %s".formatted(model.name(), added.get().sha256()));
      } else if (model.checkpoint() != null
          && loaded.config().experiment().models().contains(model.name())) {
        out().println(PretrainedWeights.missing(model));
      }
    }
    out().flush();
    return damaged == 0 ? ExitCodes.SUCCESS : ExitCodes.USER;
  }
}
