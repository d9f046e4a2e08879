package org.plateau.jobs.flow;

import org.plateau.config.LoadedConfig;
import org.plateau.jobs.cli.ExitCodes;
import org.plateau.jobs.cli.Job;
import org.plateau.jobs.steps.RunSteps;
import org.plateau.jobs.steps.Workbench;
import picocli.CommandLine.Command;

/** Trains the runs of the experiment that are not trained yet. */
@Command(
    name = "train",
    description = "Train the runs of the experiment that are not trained yet.",
    footer = {
      "",
      "Example:",
      "  ./submit.sh train --config conf/experiments/emodb.conf --models mel-s-mlp --seeds 1,2"
    })
public final class TrainJob extends Job {
  @Override
  protected int run(LoadedConfig loaded) {
    try (Workbench bench = Workbench.open("train", loaded, err())) {
      if (!common().plan()) {
        bench.runs().extract();
      }
      RunSteps.Plan plan = bench.runs().plan();
      if (common().plan()) {
        bench.runs().tell(plan, out());
        return ExitCodes.SUCCESS;
      }
      bench.runs().train(plan);
      bench.runs().checkFailures();
    }
    return ExitCodes.SUCCESS;
  }
}
