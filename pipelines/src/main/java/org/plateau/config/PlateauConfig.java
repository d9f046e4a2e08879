package org.plateau.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The whole configuration, read once on the driver.
 *
 * @param warehouse folder or address of the tables, absolute
 * @param corpora by name
 * @param tasks by name
 * @param experiment what is trained and judged
 * @param train where and how training runs
 * @param worker limits of child processes
 * @param protocol what the evaluation protocol leaves open
 * @param score how scores are resampled
 * @param ingest limits of what ingest takes
 * @param demo size of the demo
 * @param features which stored features runs take
 * @param openSmile where openSMILE is, and its limits
 */
public record PlateauConfig(
    String warehouse,
    Map<String, CorpusConfig> corpora,
    Map<String, TaskConfig> tasks,
    ExperimentConfig experiment,
    TrainConfig train,
    WorkerConfig worker,
    ProtocolConfig protocol,
    ScoreConfig score,
    IngestConfig ingest,
    DemoConfig demo,
    FeaturesConfig features,
    OpenSmileConfig openSmile) {
  public PlateauConfig {
    Checks.notBlank(warehouse, "warehouse");
    corpora = Collections.unmodifiableMap(new LinkedHashMap<>(corpora));
    tasks = Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
    Objects.requireNonNull(experiment, "experiment");
    Objects.requireNonNull(train, "train");
    Objects.requireNonNull(worker, "worker");
    Objects.requireNonNull(protocol, "protocol");
    Objects.requireNonNull(score, "score");
    Objects.requireNonNull(ingest, "ingest");
    Objects.requireNonNull(demo, "demo");
    Objects.requireNonNull(features, "features");
    Objects.requireNonNull(openSmile, "openSmile");
  }

  static PlateauConfig read(Section root) {
    Map<String, CorpusConfig> corpora = new LinkedHashMap<>();
    Section corporaSection = root.section("corpora");
    for (String name : corporaSection.names()) {
      corpora.put(name, CorpusConfig.read(name, corporaSection.section(name)));
    }
    Map<String, TaskConfig> tasks = new LinkedHashMap<>();
    Section tasksSection = root.section("tasks");
    for (String name : tasksSection.names()) {
      tasks.put(name, TaskConfig.read(name, tasksSection.section(name)));
    }
    return new PlateauConfig(
        root.location("warehouse"),
        corpora,
        tasks,
        ExperimentConfig.read(root.section("experiment"), corpora, tasks),
        TrainConfig.read(root.section("train")),
        WorkerConfig.read(root.section("worker")),
        ProtocolConfig.read(root.section("protocol")),
        ScoreConfig.read(root.section("score")),
        IngestConfig.read(root.section("ingest")),
        DemoConfig.read(root.section("demo")),
        FeaturesConfig.read(root.section("features")),
        OpenSmileConfig.read(root.section("opensmile")));
  }
}
