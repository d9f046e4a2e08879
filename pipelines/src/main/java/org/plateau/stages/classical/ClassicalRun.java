package org.plateau.stages.classical;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plateau.models.RunIdentity;
import org.plateau.stages.BuildPacks;
import org.plateau.stages.PlanExperiment;
import org.plateau.stages.plan.ClipRow;
import org.plateau.stages.plan.Fold;

/**
 * One classifier on one stored set in one fold.
 *
 * @param runId identity
 * @param classifier what is fitted
 * @param featureSet a static set
 * @param extractor whose rows of it
 * @param fold what is learnt from and judged
 */
record ClassicalRun(
    String runId, Classifier classifier, String featureSet, String extractor, Fold fold) {
  private static final int DEFINITION_VERSION = 1;

  static final long SEED = 0;

  static ClassicalRun of(
      String task, Classifier classifier, String featureSet, String extractor, Fold fold) {
    Map<String, Object> settings = new LinkedHashMap<>(classifier.settings());
    settings.put("extractor", extractor);
    List<ClipRow> rows = new ArrayList<>(fold.learning());
    fold.tests()
        .forEach((testSet, clips) -> clips.forEach(clip -> rows.add(clip.withSplit(testSet))));
    String runId =
        new RunIdentity(
                name(featureSet, classifier),
                DEFINITION_VERSION,
                task,
                BuildPacks.fingerprint(rows),
                settings,
                SEED,
                null,
                PlanExperiment.TRAINING_SEMANTICS)
            .runId();
    return new ClassicalRun(runId, classifier, featureSet, extractor, fold);
  }

  private static String name(String featureSet, Classifier classifier) {
    return featureSet + "-" + classifier.name();
  }

  /** Name in the tables, for example {@code IS09-s-svm}. */
  String model() {
    return name(featureSet, classifier);
  }
}
