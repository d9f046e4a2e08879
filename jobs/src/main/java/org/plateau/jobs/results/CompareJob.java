package org.plateau.jobs.results;

import java.util.List;
import java.util.Locale;
import org.plateau.config.LoadedConfig;
import org.plateau.config.UserException;
import org.plateau.jobs.cli.ExitCodes;
import org.plateau.jobs.cli.Job;
import org.plateau.jobs.steps.Workbench;
import org.plateau.stages.CompareModels;
import org.plateau.stages.CompareModels.Comparison;
import org.plateau.stats.Interval;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints how two models, or two sources, differ on the clips that both predicted. */
@Command(
    name = "compare",
    description = "Compare two models or two sources: UAR, paired difference, adjusted p, Gini.",
    footer = {"", "Example:", "  ./submit.sh compare CNN14 AST --warehouse /data/plateau"})
public final class CompareJob extends Job {
  @Parameters(index = "0", paramLabel = "A", description = "A model or a source.")
  private String first;

  @Parameters(index = "1", paramLabel = "B", description = "Another of the same kind.")
  private String second;

  @Override
  protected boolean writesWarehouse() {
    return false;
  }

  @Override
  protected int run(LoadedConfig loaded) {
    try (Workbench bench = Workbench.open("compare", loaded, err())) {
      List<Comparison> rows =
          new CompareModels(
                  bench.warehouse(),
                  bench.results().classesByTask(),
                  loaded.config().score().replicates(),
                  loaded.config().score().seed())
              .run(first, second);
      if (rows.isEmpty()) {
        throw new UserException(
            "compare %s %s: no run of both has the same task, test set, condition and seed"
                .formatted(first, second));
      }
      rows.forEach(this::print);
      out().flush();
    }
    return ExitCodes.SUCCESS;
  }

  private void print(Comparison row) {
    out()
        .println(
            String.join(
                "  ",
                row.key().task(),
                row.key().testSet(),
                row.key().condition(),
                "release " + row.key().release(),
                row.what(),
                "n " + row.n()));
    line("UAR", first, row.first());
    line("UAR", second, row.second());
    line("difference", first + " - " + second, row.difference());
    out()
        .println(
            String.format(
                Locale.ROOT,
                "  p %.4f, adjusted %.4f; Gini %s %.4f, %s %.4f",
                row.p(),
                row.adjusted(),
                first,
                row.firstGini(),
                second,
                row.secondGini()));
  }

  private void line(String what, String who, Interval interval) {
    out()
        .println(
            String.format(
                Locale.ROOT,
                "  %-10s %s %.4f [%.4f, %.4f]",
                what,
                who,
                interval.value(),
                interval.low(),
                interval.high()));
  }
}
