package org.plateau.jobs.results;

import org.plateau.config.LoadedConfig;
import org.plateau.jobs.cli.ExitCodes;
import org.plateau.jobs.cli.Job;
import org.plateau.jobs.steps.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fills the analysis tables from predictions, or from published scores. */
@Command(
    name = "analyse",
    description = "Analyse predictions, or published scores: progress, agreement, difficulty, ...",
    footer = {
      "",
      "Examples:",
      "  ./submit.sh analyse --warehouse /data/plateau",
      "  ./submit.sh analyse --warehouse /data/plateau --published",
      "  ./submit.sh analyse --warehouse /data/plateau --published 15-years-of-ser"
    })
public final class AnalyseJob extends Job {
  private static final String ALL = "";

  @Option(
      names = "--published",
      paramLabel = "SOURCE",
      arity = "0..1",
      fallbackValue = ALL,
      description = "Analyse the scores that import-scores brought, of one source or all.")
  private String published;

  @Override
  protected int run(LoadedConfig loaded) {
    try (Workbench bench = Workbench.open("analyse", loaded, err())) {
      if (published == null) {
        bench.results().analyse();
      } else {
        bench.results().analysePublished(published.equals(ALL) ? null : published);
      }
    }
    return ExitCodes.SUCCESS;
  }
}
