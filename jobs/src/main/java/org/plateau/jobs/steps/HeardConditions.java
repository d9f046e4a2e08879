package org.plateau.jobs.steps;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.plateau.audio.condition.Condition;
import org.plateau.audio.condition.ConditionSpec;
import org.plateau.audio.condition.Conditions;
import org.plateau.config.LoadedConfig;
import org.plateau.config.UserException;
import org.plateau.jobs.cli.Home;
import org.plateau.stages.PredictRuns;
import org.plateau.stages.plan.PlannedRun;

/** The conditions under which an experiment's test sets are predicted beside as they are. */
final class HeardConditions {
  private HeardConditions() {}

  /**
   * The experiment's conditions, each made once here, so that a mistake is found before training.
   *
   * @throws UserException for a name without an entry, or an entry that makes no condition
   */
  @SuppressWarnings("try") // Made to see whether it can be.
  static List<ConditionSpec> of(LoadedConfig loaded) {
    Map<String, ConditionSpec> specs =
        Conditions.load(Home.conf().resolve("conditions"), loaded.file());
    List<ConditionSpec> heard = new ArrayList<>();
    for (String name : loaded.config().experiment().conditions()) {
      ConditionSpec spec = Conditions.spec(specs, name);
      try (Condition made = Conditions.create(spec)) {
        heard.add(spec);
      } catch (IOException e) {
        throw new UserException(
            "condition %s: cannot be made: %s".formatted(name, e.getMessage()), e);
      }
    }
    return heard;
  }

  /** Says which models hear nothing of these conditions. */
  static void tellDeaf(List<ConditionSpec> heard, List<PlannedRun> runs, PrintWriter err) {
    if (heard.isEmpty()) {
      return;
    }
    runs.stream()
        .filter(run -> !PredictRuns.hears(run))
        .map(run -> run.model().name())
        .distinct()
        .forEach(
            model ->
                err.println(
                    "predict: %s: clean only; it reads stored features, which are of clean recordings"
                        .formatted(model)));
  }
}
