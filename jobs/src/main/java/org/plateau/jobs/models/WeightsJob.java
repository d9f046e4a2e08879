package org.plateau.jobs.models;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.plateau.config.LoadedConfig;
import org.plateau.config.UserException;
import org.plateau.jobs.cli.ExitCodes;
import org.plateau.jobs.cli.Home;
import org.plateau.jobs.cli.Job;
import org.plateau.jobs.steps.PretrainedWeights;
import org.plateau.models.ModelSpec;
import org.plateau.nn.checkpoint.WeightFileException;
import org.plateau.nn.weights.AddedWeights;
import org.plateau.nn.weights.WeightStore;
import picocli.CommandLine.Command;

/** Tells which pretrained weights the experiment's models have, and where the others come from. */
@Command(
    name = "weights",
    description = {
      "List the pretrained weights of the experiment's models: what is there, what is missing and",
      "where it comes from. Nothing is downloaded."
    },
    subcommands = {
      AddWeightsJob.class,
      VerifyWeightsJob.class,
      ConvertWeightsJob.class,
      InspectWeightsJob.class
    })
public final class WeightsJob extends Job {
  @Override
  protected boolean writesWarehouse() {
    return false;
  }

  @Override
  protected int run(LoadedConfig loaded) throws IOException {
    WeightStore store = PretrainedWeights.store(loaded);
    for (ModelSpec model : Home.catalogue(loaded).specs(loaded.config().experiment().models())) {
      out().println(line(store, model));
    }
    out().flush();
    return ExitCodes.SUCCESS;
  }

  /** What a model has or lacks. */
  static String line(WeightStore store, ModelSpec model) throws IOException {
    Optional<AddedWeights> added = store.find(model.name());
    if (added.isPresent()) {
      return "%s: added, SHA-256 %s, from %s, licence %s"
          .formatted(
              model.name(), added.get().sha256(), added.get().origin(), added.get().licence());
    }
    return model.checkpoint() == null
        ? model.name() + ": trained from scratch"
        : PretrainedWeights.missing(model);
  }

  /** Reads or writes weight files. */
  interface Work<T> {
    T run() throws IOException;
  }

  /** Makes what is wrong with a file the user's one line. */
  static <T> T onFiles(Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (WeightFileException e) {
      throw new UserException(e.getMessage(), e);
    }
  }

  /** The text, or another where it was not given. */
  static String given(String text, Supplier<String> otherwise) {
    return text == null || text.isBlank() ? otherwise.get() : text;
  }
}
