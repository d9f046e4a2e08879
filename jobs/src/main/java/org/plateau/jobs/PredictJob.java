package org.plateau.jobs;

import org.plateau.config.LoadedConfig;
import picocli.CommandLine.Command;

/** Predicts the test sets with every trained run of the experiment. */
@Command(
    name = "predict",
    description = "Predict the test sets with every trained run of the experiment.",
    footer = {"", "Example:", "  ./submit.sh predict --config conf/experiments/emodb.conf"})
final class PredictJob extends Job {
  @Override
  protected int run(LoadedConfig loaded) {
    try (Workbench bench = Workbench.open("predict", loaded, err())) {
      bench.extract();
      bench.predict(bench.plan());
      bench.checkFailures();
    }
    return ExitCodes.SUCCESS;
  }
}
