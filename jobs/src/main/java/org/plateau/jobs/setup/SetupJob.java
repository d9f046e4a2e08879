package org.plateau.jobs.setup;

import java.io.IOException;
import java.nio.file.Path;
import org.plateau.config.LoadedConfig;
import org.plateau.config.UserException;
import org.plateau.jobs.cli.ExitCodes;
import org.plateau.jobs.cli.Job;
import org.plateau.jobs.steps.FeatureSteps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts optional parts in place that Plateau does not ship because of their licence. */
@Command(
    name = "setup",
    description =
        "Put optional parts in place that Plateau does not ship because of their licence.",
    footer = {
      "",
      "Example:",
      "  ./submit.sh setup opensmile --accept-licence",
      "",
      "openSMILE is free for research, teaching and private use only; commercial use needs a licence",
      "of its makers, audEERING. Plateau works without it, but for the models on its features."
    })
public final class SetupJob extends Job {
  @Parameters(paramLabel = "PART", description = "opensmile")
  private String part;

  @Option(
      names = "--accept-licence",
      description = "You have read the part's licence and your use is one that it allows.")
  private boolean licenceAccepted;

  @Option(
      names = "--pip",
      paramLabel = "PIP",
      description = "Your pip. Default: the first of pip3, pip, python3 -m pip that works.")
  private String pip;

  @Override
  protected boolean writesWarehouse() {
    return false;
  }

  @Override
  protected int run(LoadedConfig loaded) throws IOException {
    if (!part.equals("opensmile")) {
      throw new UserException("setup %s: unknown part; known is opensmile".formatted(part));
    }
    if (!licenceAccepted) {
      throw new UserException(
          "setup opensmile: its licence allows research, teaching and private use only (https://github.com/audeering/opensmile/blob/master/LICENSE); if yours is one, add --accept-licence");
    }
    OpenSmileSetup setup =
        new OpenSmileSetup(
            Path.of(loaded.config().openSmile().home()),
            FeatureSteps.limits(loaded.config()).withoutLog(),
            err());
    OpenSmileSetup.Installed installed = setup.install(Pip.find(pip));
    out()
        .println(
            "openSMILE %s is set up in %s: extractor %s"
                .formatted(
                    installed.version(),
                    loaded.config().openSmile().home(),
                    installed.extractor()));
    out().flush();
    return ExitCodes.SUCCESS;
  }
}
