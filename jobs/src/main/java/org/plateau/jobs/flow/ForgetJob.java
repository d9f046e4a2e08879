package org.plateau.jobs.flow;

import java.nio.file.Path;
import java.util.Set;
import org.plateau.config.LoadedConfig;
import org.plateau.jobs.cli.ExitCodes;
import org.plateau.jobs.cli.Job;
import org.plateau.jobs.steps.Workbench;
import org.plateau.stages.Forget;
import org.plateau.stages.forget.ForgetList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes withdrawn clips out of the warehouse, in every version. */
@Command(
    name = "forget",
    description = {
      "Take withdrawn clips out of every table, all their versions, and packs.",
      "Nothing brings them back but ingest: delete their files from the corpus too."
    },
    footer = {
      "",
      "Example:",
      "  ./submit.sh forget withdrawn.txt --corpus msp-podcast --warehouse /data/plateau"
    })
public final class ForgetJob extends Job {
  @Parameters(
      paramLabel = "FILE",
      description = "Utterances, one a line, with or without .wav; # begins a comment.")
  private Path file;

  @Option(
      names = "--corpus",
      paramLabel = "NAME",
      required = true,
      description = "The corpus of these utterances; all its releases are searched.")
  private String corpus;

  @Override
  protected int run(LoadedConfig loaded) {
    Set<String> utterances = ForgetList.read(file);
    try (Workbench bench = Workbench.open("forget", loaded, err())) {
      Forget.Result result = new Forget(bench.warehouse()).run(corpus, utterances);
      out().println("table,deleted,left");
      result
          .deleted()
          .forEach(
              (table, rows) -> out().println(table + "," + rows + "," + result.left().get(table)));
      out().flush();
      err().println("forget: %d packs deleted".formatted(result.packs().size()));
      if (!result.unknown().isEmpty()) {
        err()
            .println(
                "forget: %d of %d utterances were in no table, for example %s"
                    .formatted(
                        result.unknown().size(), utterances.size(), result.unknown().get(0)));
      }
      if (result.runs() > 0) {
        err()
            .println(
                "forget: weights, scores and the report of %d runs on %s stay as they are; train and score again where they must not"
                    .formatted(result.runs(), corpus));
      }
    }
    return ExitCodes.SUCCESS;
  }
}
