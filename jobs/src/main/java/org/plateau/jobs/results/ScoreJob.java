package org.plateau.jobs.results;

import org.plateau.config.LoadedConfig;
import org.plateau.jobs.cli.ExitCodes;
import org.plateau.jobs.cli.Job;
import org.plateau.jobs.steps.Workbench;
import picocli.CommandLine.Command;

/** Scores all predictions in the warehouse. */
@Command(
    name = "score",
    description = "Score all predictions: UAR with intervals, speakers, Gini.",
    footer = {"", "Example:", "  ./submit.sh score --warehouse /data/plateau"})
public final class ScoreJob extends Job {
  @Override
  protected int run(LoadedConfig loaded) {
    try (Workbench bench = Workbench.open("score", loaded, err())) {
      bench.results().score();
    }
    return ExitCodes.SUCCESS;
  }
}
