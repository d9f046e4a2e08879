package org.plateau.jobs.models;

import java.io.IOException;
import java.nio.file.Path;
import org.plateau.config.LoadedConfig;
import org.plateau.config.UserException;
import org.plateau.jobs.cli.EngineThreads;
import org.plateau.jobs.cli.ExitCodes;
import org.plateau.jobs.cli.Home;
import org.plateau.jobs.cli.Job;
import org.plateau.jobs.steps.PretrainedWeights;
import org.plateau.models.ModelSpec;
import org.plateau.nn.weights.AddedWeights;
import org.plateau.nn.weights.WeightStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies a weight file into the warehouse, checked against the model's network. */
@Command(
    name = "add",
    description = {
      "Add a weight file to the warehouse: runs of that model start from it. Takes safetensors",
      "(single, sharded) and PyTorch files; names, shapes and hash are checked and recorded."
    },
    footer = {"", "Example:", "  ./submit.sh weights add Resnet50 resnet50-11ad3fa6.pth"})
final class AddWeightsJob extends Job {
  @Parameters(index = "0", paramLabel = "MODEL", description = "Name in the catalogue.")
  private String model;

  @Parameters(index = "1", paramLabel = "FILE", description = "File, index of shards, or folder.")
  private Path file;

  @Option(
      names = "--origin",
      paramLabel = "TEXT",
      description = "Where the file is from. Default: the catalogue's.")
  private String origin;

  @Option(
      names = "--licence",
      paramLabel = "TEXT",
      description = "Its licence. Default: the catalogue's.")
  private String licence;

  @Override
  protected int run(LoadedConfig loaded) throws IOException {
    ModelSpec spec = Home.catalogue(loaded).spec(model);
    WeightStore store = PretrainedWeights.store(loaded);
    EngineThreads.fix(loaded.config().train().threads());
    String from =
        WeightsJob.given(
            origin,
            () -> {
              if (spec.checkpoint() == null) {
                throw new UserException(
                    "model %s: the catalogue names no checkpoint; say where %s is from by --origin"
                        .formatted(model, file));
              }
              return spec.checkpoint();
            });
    String terms = WeightsJob.given(licence, spec::licence);
    AddedWeights added = WeightsJob.onFiles(() -> store.add(spec, file, from, terms));
    out()
        .println(
            "%s: %s; %d values, SHA-256 %s, from %s, licence %s"
                .formatted(
                    model, added.fit(), added.values(), added.sha256(), from, added.licence()));
    out().flush();
    return ExitCodes.SUCCESS;
  }
}
