package org.plateau.jobs.flow;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.plateau.config.CorpusConfig;
import org.plateau.config.LoadedConfig;
import org.plateau.config.TaskConfig;
import org.plateau.config.UserException;
import org.plateau.corpus.standins.PredictionStandIn;
import org.plateau.jobs.cli.Home;
import org.plateau.models.ModelCatalogue;
import org.plateau.models.ModelSpec;
import org.plateau.stages.imports.PredictionWriter;

/**
 * Predictions of made-up models at the size of the paper's.
 *
 * @param file where they go
 * @param models number of models; they carry names of the catalogue, as far as those reach
 * @param conditions conditions on MSP-Podcast; other corpora are clean
 * @param clips clips of each task, or null for the number in the paper
 * @param seed another seed, other rows
 */
record PredictionStandIns(
    Path file, int models, List<String> conditions, Integer clips, long seed) {
  private static final int MOST_MODELS = 10_000;
  private static final int MOST_CLIPS = 100_000_000;
  private static final String NOISY_CORPUS = "msp-podcast";

  /** Test clips in the paper; other corpora get as many as EmoDB has of four classes. */
  private static final Map<String, Integer> PAPER_CLIPS =
      Map.of(NOISY_CORPUS, 20_845, "fau-aibo", 8_257);

  private static final int OTHER_CLIPS = 339;
  private static final Map<String, String> TEST_SPLITS = Map.of(NOISY_CORPUS, "test1");
  private static final List<String> PAPER_CORPORA = List.of(NOISY_CORPUS, "fau-aibo");

  PredictionStandIns {
    if (models < 1 || models > MOST_MODELS) {
      throw new UserException(
          "--number-of-models %d: must be 1 to %d".formatted(models, MOST_MODELS));
    }
    if (clips != null && clips > MOST_CLIPS) {
      throw new UserException("--clips %d: must be at most %d".formatted(clips, MOST_CLIPS));
    }
    conditions = List.copyOf(conditions);
  }

  /**
   * Writes the file.
   *
   * @param configs one a task that the user named; one in all without a choice
   * @param out takes the UARs as CSV
   */
  void write(List<LoadedConfig> configs, PrintWriter out) throws IOException {
    LoadedConfig any = configs.get(0);
    List<String> names = names();
    out.print("task,test_set,condition,model,uar\r\n");
    try (PredictionWriter writer = new PredictionWriter(file)) {
      for (TaskConfig task : tasks(configs)) {
        CorpusConfig corpus = any.config().corpora().get(task.corpus());
        PredictionStandIn standIn = new PredictionStandIn(settings(task, corpus, names));
        standIn.write(writer);
        for (String condition : conditions(task)) {
          standIn
              .uars(condition)
              .forEach(
                  (model, uar) ->
                      out.print(
                          "%s,%s,%s,%s,%s\r\n"
                              .formatted(
                                  task.name(), testSet(task, corpus), condition, model, uar)));
        }
      }
    }
    out.flush();
  }

  private PredictionStandIn.Settings settings(
      TaskConfig task, CorpusConfig corpus, List<String> names) {
    int number = clips == null ? PAPER_CLIPS.getOrDefault(task.corpus(), OTHER_CLIPS) : clips;
    if (number < 2 * task.classes().size()) {
      throw new UserException(
          String.format(
              Locale.ROOT,
              "--clips %d: must be at least %d, two a class of %s",
              number,
              2 * task.classes().size(),
              task.name()));
    }
    return new PredictionStandIn.Settings(
        task.name(), task.classes(), testSet(task, corpus), conditions(task), names, number, seed);
  }

  private List<String> conditions(TaskConfig task) {
    return task.corpus().equals(NOISY_CORPUS) ? conditions : List.of("clean");
  }

  private static String testSet(TaskConfig task, CorpusConfig corpus) {
    String release = corpus == null ? "1" : corpus.release();
    return "%s/%s/%s"
        .formatted(task.corpus(), release, TEST_SPLITS.getOrDefault(task.corpus(), "test"));
  }

  /** The chosen tasks; without a choice those of the paper. */
  private static Set<TaskConfig> tasks(List<LoadedConfig> configs) {
    Set<TaskConfig> tasks = new LinkedHashSet<>();
    for (LoadedConfig each : configs) {
      boolean chosen =
          each.settings().stream()
              .anyMatch(
                  setting ->
                      setting.key().equals("experiment.task")
                          && setting.origin().equals("--tasks"));
      each.config().tasks().values().stream()
          .filter(
              task ->
                  chosen
                      ? task.name().equals(each.config().experiment().task())
                      : PAPER_CORPORA.contains(task.corpus()))
          .forEach(tasks::add);
    }
    return tasks;
  }

  /** Audio models of the catalogue, the oldest first, then made-up names. */
  private List<String> names() {
    List<String> names = new ArrayList<>();
    ModelCatalogue.load(Home.conf().resolve("models")).all().stream()
        .filter(model -> model.modality().equals("audio"))
        .filter(model -> !model.group().startsWith("Plateau"))
        .sorted(java.util.Comparator.comparingInt(ModelSpec::year).thenComparing(ModelSpec::name))
        .limit(models)
        .forEach(model -> names.add(model.name()));
    while (names.size() < models) {
      names.add("model-%03d".formatted(names.size() + 1));
    }
    return names;
  }
}
