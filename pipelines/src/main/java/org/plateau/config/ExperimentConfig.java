package org.plateau.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What is trained and judged.
 *
 * @param name the name that runs and tables carry
 * @param corpus the corpus that is learnt from
 * @param release its release
 * @param task the task
 * @param models catalogue names, at least one
 * @param seeds at least one
 * @param testSets {@code corpus/release/split}, or a whole corpus by its name
 * @param conditions names of conditions that the test sets are heard under, beside as they are
 * @param split how the corpus is divided
 * @param devSpeakers development speakers of each fold when speakers are left out
 * @param permuteLabels true to shuffle the learning labels: a check that must end at chance
 * @param permuteSeed seed of that shuffle
 * @param hyperParameters for every model without an entry in modelOverrides
 * @param modelOverrides complete hyper-parameters of single models
 */
public record ExperimentConfig(
    String name,
    String corpus,
    String release,
    String task,
    List<String> models,
    List<Long> seeds,
    List<String> testSets,
    List<String> conditions,
    SplitRule split,
    int devSpeakers,
    boolean permuteLabels,
    long permuteSeed,
    HyperParameterConfig hyperParameters,
    Map<String, HyperParameterConfig> modelOverrides) {
  public ExperimentConfig {
    Checks.notBlank(name, "name");
    Checks.notBlank(corpus, "corpus");
    Checks.notBlank(release, "release");
    Checks.notBlank(task, "task");
    Checks.distinctNotEmpty(models, "models");
    Checks.distinctNotEmpty(seeds, "seeds");
    Checks.distinctNotEmpty(testSets, "test-sets");
    Checks.that(devSpeakers >= 1, "dev-speakers", devSpeakers, "must be at least 1");
    Objects.requireNonNull(split, "split");
    Objects.requireNonNull(hyperParameters, "hyperParameters");
    models = List.copyOf(models);
    seeds = List.copyOf(seeds);
    testSets = List.copyOf(testSets);
    conditions = List.copyOf(conditions);
    Checks.that(
        Set.copyOf(conditions).size() == conditions.size(),
        "conditions",
        conditions,
        "must name each once");
    modelOverrides = Map.copyOf(modelOverrides);
  }

  /** The hyper-parameters of a model. */
  public HyperParameterConfig hyperParametersOf(String model) {
    return modelOverrides.getOrDefault(model, hyperParameters);
  }

  static ExperimentConfig read(
      Section section, Map<String, CorpusConfig> corpora, Map<String, TaskConfig> tasks) {
    String taskName = section.string("task");
    TaskConfig task = named(section, "task", taskName, tasks);
    String corpus = section.string("corpus", task.corpus());
    CorpusConfig corpusConfig = named(section, "corpus", corpus, corpora);
    String release = section.string("release", corpusConfig.release());
    List<String> testSets = section.strings("test-sets");
    List<String> conditions = section.strings("conditions");
    HyperParameterConfig shared = HyperParameterConfig.read(section.section("hyper-parameters"));
    Map<String, HyperParameterConfig> overrides = new LinkedHashMap<>();
    Section overrideSection = section.section("model-overrides");
    for (String model : overrideSection.names()) {
      overrides.put(model, shared.overriddenBy(overrideSection.section(model)));
    }
    String name = section.string("name");
    List<String> models = section.strings("models");
    List<Long> seeds = section.wholeNumbers("seeds", 0, Long.MAX_VALUE);
    SplitRule split = SplitRule.ofWord(section.oneOf("split", SplitRule.words()));
    int devSpeakers = section.integer("dev-speakers", 1, 10_000);
    boolean permute = section.bool("permute-labels");
    long permuteSeed = section.wholeNumber("permute-seed", 0, Long.MAX_VALUE);
    return section.build(
        () ->
            new ExperimentConfig(
                name,
                corpus,
                release,
                taskName,
                models,
                seeds,
                testSets.isEmpty() ? List.of(corpus + "/" + release + "/test") : testSets,
                conditions,
                split,
                devSpeakers,
                permute,
                permuteSeed,
                shared,
                overrides));
  }

  private static <T> T named(Section section, String key, String name, Map<String, T> entries) {
    T entry = entries.get(name);
    if (entry == null) {
      String hint =
          Nearest.of(name, entries.keySet()).map(near -> "; did you mean " + near + "?").orElse("");
      throw section.fault(
          key, "no %s %s is configured under conf/corpora%s".formatted(key, name, hint));
    }
    return entry;
  }
}
