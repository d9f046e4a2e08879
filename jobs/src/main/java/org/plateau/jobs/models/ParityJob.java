package org.plateau.jobs.models;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.plateau.config.LoadedConfig;
import org.plateau.config.UserException;
import org.plateau.jobs.cli.EngineThreads;
import org.plateau.jobs.cli.ExitCodes;
import org.plateau.jobs.cli.Home;
import org.plateau.jobs.cli.Job;
import org.plateau.nn.Parity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the numbers by which a network compares with the same network in another program. */
@Command(
    name = "parity",
    description = "Fill a network by formula and print logits, loss, gradient norms and sizes.",
    footer = {"", "Example:", "  ./submit.sh models parity CRNN18 --salt check-1 --steps 3"})
final class ParityJob extends Job {
  @Parameters(index = "0", paramLabel = "MODEL", description = "Name in the catalogue.")
  private String model;

  @Option(
      names = "--salt",
      required = true,
      paramLabel = "S",
      description = "Separates one set of weights and inputs from another.")
  private String salt;

  @Option(
      names = "--gain",
      defaultValue = "1",
      paramLabel = "G",
      description = "Factor on tensors of rank 2 and more. Default: ${DEFAULT-VALUE}.")
  private double gain;

  @Option(
      names = "--classes",
      defaultValue = "4",
      paramLabel = "K",
      description = "Number of logits. Default: ${DEFAULT-VALUE}.")
  private int classes;

  @Option(
      names = "--seconds",
      defaultValue = "3",
      paramLabel = "T",
      description = "Length of the clips. Default: ${DEFAULT-VALUE}.")
  private double seconds;

  @Option(
      names = "--steps",
      defaultValue = "0",
      paramLabel = "N",
      description = "Adam steps after the first loss. Default: ${DEFAULT-VALUE}.")
  private int steps;

  @Option(
      names = "--format",
      defaultValue = "json",
      paramLabel = "FORMAT",
      description = "json. Default: ${DEFAULT-VALUE}.")
  private String format;

  @Override
  protected boolean writesWarehouse() {
    return false;
  }

  @Override
  protected int run(LoadedConfig loaded) throws IOException {
    if (!format.equals("json")) {
      throw new UserException("--format %s: must be json".formatted(format));
    }
    EngineThreads.fix(loaded.config().train().threads());
    Parity.Result result =
        Parity.compute(
            new Parity.Request(
                Home.catalogue(loaded).spec(model), salt, gain, classes, seconds, steps));
    JsonMapper mapper =
        JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
    out().println(mapper.writeValueAsString(result));
    out().flush();
    return ExitCodes.SUCCESS;
  }
}
