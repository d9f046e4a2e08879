package org.plateau.jobs.flow;

import org.plateau.config.LoadedConfig;
import org.plateau.config.UserException;
import org.plateau.jobs.cli.ExitCodes;
import org.plateau.jobs.cli.Job;
import org.plateau.jobs.steps.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings every corpus whose path is set into the tables. */
@Command(
    name = "ingest",
    description = "Bring every corpus whose path is set into the tables.",
    footer = {
      "",
      "Example:",
      "  ./submit.sh ingest --set corpora.emodb.path=/data/emodb --warehouse /data/plateau"
    })
public final class IngestJob extends Job {
  @Option(
      names = "--verify",
      description = "Decode and compare files too whose size and date have not changed.")
  private boolean verify;

  @Override
  protected int run(LoadedConfig loaded) {
    try (Workbench bench = Workbench.open("ingest", loaded, err())) {
      if (bench.ingest().execute(verify, true) == 0) {
        throw new UserException(
            "ingest: no corpus has a path; set one, for example --set corpora.emodb.path=DIR");
      }
    }
    return ExitCodes.SUCCESS;
  }
}
