package org.plateau.jobs.steps;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.plateau.features.FeatureSets;
import org.plateau.stages.extract.FeatureChoices;
import org.plateau.stages.plan.ClipRow;
import org.plateau.stages.plan.Fold;

/** Says how many clips runs leave out because a stored feature set lacks them. */
final class LackingFeatures {
  private LackingFeatures() {}

  /** One line a set that lacks clips: how many, and the command that would bring them. */
  static void tell(
      Collection<String> sets, FeatureChoices choices, List<Fold> folds, PrintWriter err) {
    Set<String> all = ids(folds);
    for (String set : sets) {
      FeatureChoices.Choice choice = choices.of(set);
      int lacking =
          all.size()
              - ids(folds.stream().map(fold -> choices.usable(choice, fold)).toList()).size();
      if (lacking > 0) {
        err.println(
            "train: %s: %d of %d recordings have no stored features and are left out; ./submit.sh features %s"
                .formatted(set, lacking, all.size(), remedy(choice)));
      }
    }
  }

  /** What sets up the library behind a set without rows; empty for sets that need none. */
  static String setUp(String featureSet) {
    return FeatureSets.nativeSet(featureSet)
        .map(set -> set.library().toLowerCase(Locale.ROOT))
        .map("; ./submit.sh setup %s --accept-licence installs it"::formatted)
        .orElse("");
  }

  private static Set<String> ids(List<Fold> folds) {
    return folds.stream()
        .flatMap(fold -> fold.clips().map(ClipRow::audioId))
        .collect(Collectors.toSet());
  }

  private static String remedy(FeatureChoices.Choice choice) {
    String set = "--sets " + choice.featureSet();
    if (choice.extractable()) {
      return set + " --retry-failed tries them again";
    }
    boolean own =
        FeatureSets.all().containsKey(choice.featureSet())
            && FeatureSets.nativeSet(choice.featureSet()).isEmpty();
    return own ? set + " --store stores them" : set + " --import FILE adds them";
  }
}
