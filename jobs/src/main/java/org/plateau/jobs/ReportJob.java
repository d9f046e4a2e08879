package org.plateau.jobs;

import java.io.IOException;
import org.plateau.config.LoadedConfig;
import picocli.CommandLine.Command;

/** Writes the report and prints its path. */
@Command(
    name = "report",
    description = "Write <warehouse>/report/index.html and print its path.",
    footer = {"", "Example:", "  ./submit.sh report --warehouse /data/plateau"})
final class ReportJob extends Job {
  @Override
  protected int run(LoadedConfig loaded) throws IOException {
    try (Workbench bench = Workbench.open("report", loaded, err())) {
      out().println(bench.report());
      out().flush();
    }
    return ExitCodes.SUCCESS;
  }
}
