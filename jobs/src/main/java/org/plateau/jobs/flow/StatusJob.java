package org.plateau.jobs.flow;

import org.plateau.config.LoadedConfig;
import org.plateau.jobs.cli.ExitCodes;
import org.plateau.jobs.cli.Job;
import org.plateau.jobs.steps.Workbench;
import picocli.CommandLine.Command;

/** What runs, is done, failed. */
@Command(
    name = "status",
    description = "Tell which runs of the experiment are done, under way, failed or waiting.",
    footer = {"", "Example:", "  ./submit.sh status --config conf/experiments/emodb.conf"})
public final class StatusJob extends Job {
  @Override
  protected int run(LoadedConfig loaded) {
    try (Workbench bench = Workbench.open("status", loaded, err())) {
      bench.runs().status(bench.runs().plan(), out());
      out().flush();
    }
    return ExitCodes.SUCCESS;
  }
}
