package org.plateau.jobs.results;

import java.nio.file.Path;
import java.util.List;
import org.plateau.config.LoadedConfig;
import org.plateau.jobs.cli.ExitCodes;
import org.plateau.jobs.cli.Home;
import org.plateau.jobs.cli.Job;
import org.plateau.jobs.steps.Workbench;
import org.plateau.models.ModelAliases;
import org.plateau.stages.ImportScores;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes scores that others published. */
@Command(
    name = "import-scores",
    description = "Take published scores into the table published: all rows or none.",
    footer = {
      "",
      "Columns: source, paper_table, experiment, task, release, test_set, condition, model, metric,",
      "value; also taken: ci_low, ci_high.",
      "",
      "Example:",
      "  ./submit.sh import-scores scores.csv"
    })
public final class ImportScoresJob extends Job {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "CSV files.")
  private List<Path> files;

  @Override
  protected int run(LoadedConfig loaded) {
    ModelAliases aliases = ModelAliases.load(Home.conf().resolve("model-aliases.conf"));
    try (Workbench bench = Workbench.open("import-scores", loaded, err())) {
      ImportScores.Result result =
          new ImportScores(bench.warehouse(), loaded.config().tasks().keySet(), aliases)
              .execute(files);
      err()
          .println(
              "import-scores: %d rows read, %d added, source %s"
                  .formatted(result.rows(), result.added(), String.join(", ", result.sources())));
    }
    return ExitCodes.SUCCESS;
  }
}
