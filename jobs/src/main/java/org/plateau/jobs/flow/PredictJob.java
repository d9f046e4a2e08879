package org.plateau.jobs.flow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.plateau.audio.condition.ConditionSpec;
import org.plateau.audio.condition.Conditions;
import org.plateau.config.LoadedConfig;
import org.plateau.config.Nearest;
import org.plateau.config.TaskConfig;
import org.plateau.config.UserException;
import org.plateau.jobs.cli.ExitCodes;
import org.plateau.jobs.cli.Home;
import org.plateau.jobs.cli.Job;
import org.plateau.jobs.steps.Workbench;
import org.plateau.models.ModelSpec;
import org.plateau.stages.PredictReady;
import org.plateau.stages.PredictRuns;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Predicts test sets with every trained run of the experiment, or with one ready model. */
@Command(
    name = "predict",
    description = {
      "Predict the test sets with every trained run of the experiment; with --model, by one model",
      "that is ready: a trained weight file, a TorchScript program or a command."
    },
    footer = {
      "",
      "Examples:",
      "  ./submit.sh predict --config conf/experiments/emodb.conf",
      "  ./submit.sh predict --model CRNN18 --weights crnn18.safetensors --task emodb-4 \\",
      "    --test-set emodb/1/test"
    })
public final class PredictJob extends Job {
  private static final String EXPERIMENT = "ready";

  @Option(names = "--model", paramLabel = "M", description = "A ready model, by catalogue name.")
  private String model;

  @Option(
      names = "--weights",
      paramLabel = "PATH",
      description = "Its trained weights or TorchScript program. Commands need none.")
  private Path weights;

  @Option(names = "--task", paramLabel = "T", description = "The task whose logits it gives.")
  private String task;

  @Option(
      names = "--test-set",
      paramLabel = "S",
      split = ",",
      description = "corpus/release/split, or a whole corpus. May be repeated.")
  private List<String> testSets = List.of();

  @Option(
      names = "--condition",
      paramLabel = "C",
      defaultValue = PredictRuns.CLEAN,
      description = "Name under conditions in the configuration. Default: ${DEFAULT-VALUE}.")
  private String condition;

  @Option(
      names = "--experiment",
      paramLabel = "NAME",
      defaultValue = EXPERIMENT,
      description = "Name that the rows carry. Default: ${DEFAULT-VALUE}.")
  private String experiment;

  @Override
  protected int run(LoadedConfig loaded) throws IOException {
    if (model == null) {
      refuseLoose();
      try (Workbench bench = Workbench.open("predict", loaded, err())) {
        bench.runs().extract();
        bench.runs().predict(bench.runs().plan());
        bench.runs().checkFailures();
      }
      return ExitCodes.SUCCESS;
    }
    PredictReady.Request request = request(loaded);
    try (Workbench bench = Workbench.open("predict", loaded, err())) {
      bench.runs().predict(request);
    }
    return ExitCodes.SUCCESS;
  }

  private void refuseLoose() {
    boolean loose =
        weights != null
            || task != null
            || !testSets.isEmpty()
            || !condition.equals(PredictRuns.CLEAN)
            || !experiment.equals(EXPERIMENT);
    if (loose) {
      throw new UserException(
          "--weights, --task, --test-set, --condition, --experiment: belong to --model; add --model M");
    }
  }

  private PredictReady.Request request(LoadedConfig loaded) {
    ModelSpec spec = Home.catalogue(loaded).spec(model);
    if (task == null || testSets.isEmpty()) {
      throw new UserException(
          "--model %s: needs --task T and --test-set S (--help has an example)".formatted(model));
    }
    TaskConfig taskConfig = loaded.config().tasks().get(task);
    if (taskConfig == null) {
      String hint =
          Nearest.of(task, loaded.config().tasks().keySet())
              .map(near -> "; did you mean " + near + "?")
              .orElse("");
      throw new UserException("--task %s: no such task%s".formatted(task, hint));
    }
    ConditionSpec heard =
        condition.equals(PredictRuns.CLEAN)
            ? null
            : Conditions.spec(
                Conditions.load(Home.conf().resolve("conditions"), loaded.file()), condition);
    return new PredictReady.Request(
        spec,
        weights,
        taskConfig,
        testSets,
        heard,
        experiment,
        loaded.config().protocol().minSamples());
  }
}
