package org.plateau.jobs.flow;

import java.io.IOException;
import org.plateau.config.LoadedConfig;
import org.plateau.jobs.cli.ExitCodes;
import org.plateau.jobs.cli.Job;
import org.plateau.jobs.steps.RunSteps;
import org.plateau.jobs.steps.Workbench;
import picocli.CommandLine.Command;

/** The whole flow for one experiment; skips what is done. */
@Command(
    name = "benchmark",
    description = "Ingest, train, predict, score and report; what is done is skipped.",
    footer = {
      "",
      "Examples:",
      "  ./submit.sh benchmark --config conf/experiments/emodb.conf --set corpora.emodb.path=DIR",
      "  ./submit.sh benchmark --config conf/experiments/emodb.conf --plan"
    })
public final class BenchmarkJob extends Job {
  @Override
  protected int run(LoadedConfig loaded) throws IOException {
    try (Workbench bench = Workbench.open("benchmark", loaded, err())) {
      bench.ingest().execute();
      if (!common().plan()) {
        bench.runs().extract();
      }
      RunSteps.Plan plan = bench.runs().plan();
      if (common().plan()) {
        bench.runs().tell(plan, out());
        return ExitCodes.SUCCESS;
      }
      bench.benchmark(plan);
      out().println(bench.results().report());
      out().flush();
      bench.runs().checkFailures();
    }
    return ExitCodes.SUCCESS;
  }
}
