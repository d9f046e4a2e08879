package org.plateau.jobs.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plateau.config.Assignment;
import org.plateau.config.ConfigLoader;
import org.plateau.config.LoadedConfig;
import org.plateau.config.UserException;
import org.plateau.models.ModelCatalogue;
import picocli.CommandLine.Option;

/** The options that every job takes. */
public final class CommonOptions {
  @Option(
      names = "--warehouse",
      paramLabel = "DIR",
      description = "Folder of all tables, runs and logs.")
  private String warehouse;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Your configuration, for example conf/experiments/emodb.conf.")
  private Path config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One configuration value; wins over files. May be repeated.")
  private List<String> sets = List.of();

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      defaultValue = "local",
      description =
          "Spark settings of conf/spark: local, workstation, standalone, yarn, k8s."
              + " Default: ${DEFAULT-VALUE}.")
  private String profile;

  @Option(names = "--models", paramLabel = "A,B", split = ",", description = "Only these models.")
  private List<String> models = List.of();

  @Option(names = "--tasks", paramLabel = "A,B", split = ",", description = "Only these tasks.")
  private List<String> tasks = List.of();

  @Option(names = "--seeds", paramLabel = "1,2", split = ",", description = "Only these seeds.")
  private List<String> seeds = List.of();

  @Option(
      names = "--plan",
      description = "Print runs, hours, bytes and memory, and stop before any work.")
  private boolean plan;

  /** True if the job shall only say what it would do. */
  public boolean plan() {
    return plan;
  }

  /** The name of the Spark settings in use. */
  public String profile() {
    return profile;
  }

  /**
   * The configuration with the options applied, for at most one task.
   *
   * @throws UserException for any mistake in it, or several tasks
   */
  public LoadedConfig load() {
    if (tasks.size() > 1) {
      throw new UserException("--tasks %s: this job takes one task".formatted(joined(tasks)));
    }
    return loadFor(tasks.isEmpty() ? Optional.empty() : Optional.of(tasks.get(0)));
  }

  /** One configuration a task of {@code --tasks}; one in all without it. */
  public List<LoadedConfig> loadEachTask() {
    return tasks.isEmpty()
        ? List.of(load())
        : tasks.stream().map(task -> loadFor(Optional.of(task))).toList();
  }

  /** The values of --set, --models and --seeds, in this order. */
  public List<Assignment> assignments() {
    List<Assignment> assignments = new ArrayList<>(sets.stream().map(Assignment::parse).toList());
    add(assignments, "experiment.models", "--models", models);
    add(assignments, "experiment.seeds", "--seeds", seeds);
    return assignments;
  }

  private LoadedConfig loadFor(Optional<String> task) {
    Path conf = Home.conf();
    List<Assignment> assignments = assignments();
    task.ifPresent(name -> add(assignments, "experiment.task", "--tasks", List.of(name)));
    if (warehouse != null) {
      add(assignments, "warehouse", "--warehouse", List.of(warehouse));
    }
    LoadedConfig loaded = ConfigLoader.load(conf, Optional.ofNullable(config), assignments);
    ModelCatalogue.load(conf.resolve("models"), loaded.file())
        .specs(loaded.config().experiment().models());
    return loaded;
  }

  private static void add(
      List<Assignment> assignments, String key, String flag, List<String> values) {
    if (!values.isEmpty()) {
      assignments.add(new Assignment(key, joined(values), flag));
    }
  }

  private static String joined(List<String> values) {
    return String.join(",", values);
  }
}
