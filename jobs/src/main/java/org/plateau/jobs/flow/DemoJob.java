package org.plateau.jobs.flow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plateau.config.Assignment;
import org.plateau.config.ConfigLoader;
import org.plateau.config.LoadedConfig;
import org.plateau.corpus.standins.EmodbStandIn;
import org.plateau.corpus.standins.StandInSettings;
import org.plateau.jobs.cli.ExitCodes;
import org.plateau.jobs.cli.Home;
import org.plateau.jobs.cli.Job;
import org.plateau.jobs.steps.Workbench;
import picocli.CommandLine.Command;

/** From a fresh machine to a report in minutes, on synthetic voices. */
@Command(
    name = "demo",
    description = "Make a stand-in corpus, run the whole benchmark on it, print the report's path.",
    footer = {"", "Example:", "  ./submit.sh demo --warehouse /tmp/plateau-demo"})
public final class DemoJob extends Job {
  private static final String EXPERIMENT = "demo.conf";

  @Override
  protected int run(LoadedConfig given) throws IOException {
    String warehouse = given.config().warehouse();
    Path corpus = Path.of(warehouse).resolve("demo-corpus");
    err().println("demo: writing synthetic voices in the layout of EmoDB to " + corpus);
    EmodbStandIn.write(
        corpus,
        new StandInSettings(
            given.config().demo().clips(), given.config().demo().seed(), speakers(given)));
    LoadedConfig loaded = demo(warehouse, corpus);
    try (Workbench bench = Workbench.open("demo", loaded, err())) {
      bench.ingest().execute();
      bench.benchmark(bench.runs().plan());
      Path page = bench.results().report();
      out().println(page);
      out().println();
      out().println("Ask the tables yourself:");
      for (String query : examples()) {
        out().println("  ./submit.sh sql --warehouse '" + warehouse + "' \"" + query + "\"");
      }
      out().flush();
      bench.runs().checkFailures();
    }
    return ExitCodes.SUCCESS;
  }

  private static List<String> speakers(LoadedConfig given) {
    List<String> all = EmodbStandIn.allSpeakers();
    return all.subList(0, Math.min(all.size(), given.config().demo().speakers()));
  }

  /** The demo's experiment with the user's choice of models and seeds. */
  private LoadedConfig demo(String warehouse, Path corpus) {
    List<Assignment> assignments = new ArrayList<>(common().assignments());
    assignments.add(new Assignment("warehouse", warehouse, "demo"));
    assignments.add(new Assignment("corpora.emodb.path", corpus.toString(), "demo"));
    Path file = Home.conf().resolve("experiments").resolve(EXPERIMENT);
    return ConfigLoader.load(Home.conf(), Optional.of(file), assignments);
  }

  private static List<String> examples() {
    return List.of(
        "SELECT model, seed, value, ci_low, ci_high FROM scores"
            + " WHERE metric = 'uar' AND interval = 'utterance' ORDER BY value DESC",
        "SELECT model, avg(gini), avg(worst_speaker_score) FROM fairness GROUP BY model",
        "SELECT label, prediction, count(*) FROM predictions WHERE model = 'mel-s-mlp'"
            + " GROUP BY ALL ORDER BY ALL");
  }
}
