package org.plateau.jobs.setup;

import org.plateau.config.LoadedConfig;
import org.plateau.config.Setting;
import org.plateau.config.UserException;
import org.plateau.jobs.cli.ExitCodes;
import org.plateau.jobs.cli.Job;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the resolved configuration: {@code key = value # origin}. */
@Command(name = "config", description = "Show every configuration value and where it comes from.")
public final class ConfigJob extends Job {
  @Option(names = "--show", description = "Print the resolved configuration.")
  private boolean show;

  @Override
  protected boolean writesWarehouse() {
    return false;
  }

  @Override
  protected int run(LoadedConfig loaded) {
    if (!show) {
      throw new UserException("config: say --show to print the resolved configuration");
    }
    for (Setting setting : loaded.settings()) {
      out().println("%s = %s  # %s".formatted(setting.key(), setting.value(), setting.origin()));
    }
    return ExitCodes.SUCCESS;
  }
}
