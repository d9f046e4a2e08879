package org.plateau.jobs.results;

import java.io.IOException;
import org.plateau.config.LoadedConfig;
import org.plateau.jobs.cli.ExitCodes;
import org.plateau.jobs.cli.Job;
import org.plateau.jobs.steps.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the report and prints its path. */
@Command(
    name = "report",
    description = "Write the pages of <warehouse>/report and print the path of index.html.",
    footer = {
      "",
      "Examples:",
      "  ./submit.sh report --warehouse /data/plateau",
      "  ./submit.sh report --against 15-years-of-ser"
    })
public final class ReportJob extends Job {
  @Option(
      names = "--against",
      paramLabel = "SOURCE",
      description = "Compare with the published scores of this source, see import-scores.")
  private String against;

  @Override
  protected int run(LoadedConfig loaded) throws IOException {
    try (Workbench bench = Workbench.open("report", loaded, err())) {
      out().println(bench.results().report(against == null ? "" : against));
      out().flush();
    }
    return ExitCodes.SUCCESS;
  }
}
