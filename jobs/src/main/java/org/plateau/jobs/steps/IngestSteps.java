package org.plateau.jobs.steps;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plateau.audio.AudioLimits;
import org.plateau.config.CorpusConfig;
import org.plateau.config.PlateauConfig;
import org.plateau.corpus.CorpusSettings;
import org.plateau.corpus.SplitRule;
import org.plateau.corpus.TaskDefinition;
import org.plateau.stages.Ingest;
import org.plateau.tables.Warehouse;

/** Brings the corpora of a configuration into a warehouse. */
public final class IngestSteps {
  private final Warehouse warehouse;
  private final PlateauConfig config;
  private final PrintWriter err;

  IngestSteps(Warehouse warehouse, PlateauConfig config, PrintWriter err) {
    this.warehouse = warehouse;
    this.config = config;
    this.err = err;
  }

  /** Ingests every corpus whose path is set, and tells only what is wrong with it. */
  public void execute() {
    execute(false, false);
  }

  /**
   * Ingests every corpus whose path is set.
   *
   * @param verify whether files that look unchanged are decoded and compared too
   * @param allChecks whether to print every check, not only those that warn
   * @return their number
   */
  public int execute(boolean verify, boolean allChecks) {
    List<CorpusConfig> corpora = corpora();
    for (CorpusConfig corpus : corpora) {
      Ingest.Summary summary =
          new Ingest(warehouse, Clock.systemUTC()).run(request(corpus, verify));
      for (Ingest.Result result : summary.releases()) {
        err.println(
            "ingest: %s %s: %d utterances, %d labels, %d quarantined; %d files decoded now"
                .formatted(
                    result.corpus(),
                    result.release(),
                    result.utterances(),
                    result.labels(),
                    result.quarantined(),
                    result.decoded()));
        CheckTable.print(result, summary.checks().get(result.release()), allChecks, err);
      }
    }
    return corpora.size();
  }

  private Ingest.Request request(CorpusConfig corpus, boolean verify) {
    List<TaskDefinition> tasks =
        config.tasks().values().stream()
            .filter(task -> !task.labelsOf(corpus.name()).isEmpty())
            .map(
                task ->
                    new TaskDefinition(task.name(), task.classes(), task.labelsOf(corpus.name())))
            .toList();
    Map<String, String> bySpeaker = new TreeMap<>();
    corpus
        .split()
        .ifPresent(
            split ->
                split
                    .speakers()
                    .forEach((name, speakers) -> speakers.forEach(s -> bySpeaker.put(s, name))));
    SplitRule rule =
        new SplitRule(bySpeaker, corpus.split().map(split -> split.rest()).orElse("none"));
    return new Ingest.Request(
        corpus.layout(),
        corpus.path().orElseThrow(),
        new CorpusSettings(corpus.name(), corpus.release(), tasks, rule, corpus.options()),
        new AudioLimits(config.ingest().maxFileBytes(), config.ingest().maxDurationSeconds()),
        List.copyOf(corpus.transcripts().values()),
        verify);
  }

  /** Corpora whose path is set. */
  private List<CorpusConfig> corpora() {
    return config.corpora().values().stream().filter(corpus -> corpus.path().isPresent()).toList();
  }
}
