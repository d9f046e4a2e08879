package org.plateau.stages.analyse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plateau.models.Baselines;
import org.plateau.stages.RunCard;
import org.plateau.stages.testset.RunClips;
import org.plateau.stages.testset.RunFacts;
import org.plateau.stages.testset.TestSet;

/**
 * The runs of an experiment that stand for its models.
 *
 * @param experiment name of the experiment
 * @param selection {@code mean}, {@code best-dev} or {@code best-test}
 * @param models sorted by name
 */
record Selected(String experiment, String selection, List<Model> models) {
  static final String MEAN = "mean";
  static final String BEST_DEV = "best-dev";
  static final String BEST_TEST = "best-test";

  /**
   * A model and its runs.
   *
   * @param baseline whether it only stands beside the others
   * @param runs places in {@link TestSet#runs()}, sorted by seed
   */
  record Model(String name, boolean text, boolean baseline, List<Integer> runs) {}

  /** All selections of all experiments; the best ones only where some model has several runs. */
  static List<Selected> of(
      TestSet set, RunIntervals intervals, RunFacts facts, Catalogue catalogue) {
    Map<String, Map<String, List<Integer>>> experiments = new LinkedHashMap<>();
    for (int r = 0; r < set.runs().size(); r++) {
      RunClips run = set.runs().get(r);
      experiments
          .computeIfAbsent(run.experiment(), e -> new LinkedHashMap<>())
          .computeIfAbsent(run.model(), m -> new ArrayList<>())
          .add(r);
    }
    List<Selected> selected = new ArrayList<>();
    experiments.forEach(
        (experiment, models) -> {
          List<Model> mean = new ArrayList<>();
          List<Model> dev = new ArrayList<>();
          List<Model> test = new ArrayList<>();
          models.forEach(
              (name, runs) -> {
                RunClips first = set.runs().get(runs.get(0));
                boolean text = catalogue.isText(name, facts.modality().get(first.runId()));
                boolean beside =
                    set.key().source().equals(RunCard.OWN_SOURCE)
                        && Baselines.is(name, catalogue.group(name));
                mean.add(new Model(name, text, beside, List.copyOf(runs)));
                test.add(new Model(name, text, beside, List.of(best(runs, intervals::uar))));
                List<Integer> judged =
                    runs.stream().filter(r -> facts.devUar().containsKey(id(set, r))).toList();
                if (!judged.isEmpty()) {
                  int best = best(judged, r -> facts.devUar().get(id(set, r)));
                  dev.add(new Model(name, text, beside, List.of(best)));
                }
              });
          selected.add(new Selected(experiment, MEAN, mean));
          if (models.values().stream().anyMatch(runs -> runs.size() > 1)) {
            selected.add(new Selected(experiment, BEST_TEST, test));
            if (!dev.isEmpty()) {
              selected.add(new Selected(experiment, BEST_DEV, dev));
            }
          }
        });
    return selected;
  }

  private static String id(TestSet set, int run) {
    return set.runs().get(run).runId();
  }

  /** The run of the largest value, the first one on a tie; NaN counts as least. */
  private static int best(List<Integer> runs, java.util.function.ToDoubleFunction<Integer> value) {
    return runs.stream()
        .max(
            Comparator.<Integer>comparingDouble(
                    r -> {
                      double v = value.applyAsDouble(r);
                      return Double.isNaN(v) ? Double.NEGATIVE_INFINITY : v;
                    })
                .thenComparing(Comparator.reverseOrder()))
        .orElseThrow();
  }

  /** The models that statistics over models count: all but our own baselines. */
  List<Model> counted() {
    return models.stream().filter(model -> !model.baseline()).toList();
  }

  /** The audio models among {@link #counted}; the text models where there are no others. */
  List<Model> main() {
    List<Model> audio = counted().stream().filter(model -> !model.text()).toList();
    return audio.isEmpty() ? counted() : audio;
  }

  /**
   * Runs of two models that are compared with each other: equal seeds, or the only run of each.
   * Empty where a model has several runs of one seed, so that it is unclear which to compare.
   */
  static List<int[]> pairs(TestSet set, Model a, Model b) {
    if (a.runs().size() == 1 && b.runs().size() == 1) {
      return List.of(new int[] {a.runs().get(0), b.runs().get(0)});
    }
    Map<Long, Integer> seeds = new LinkedHashMap<>();
    for (int run : b.runs()) {
      if (seeds.put(set.runs().get(run).seed(), run) != null) {
        return List.of();
      }
    }
    Set<Long> met = new HashSet<>();
    List<int[]> pairs = new ArrayList<>();
    for (int run : a.runs()) {
      long seed = set.runs().get(run).seed();
      if (!met.add(seed)) {
        return List.of();
      }
      if (seeds.containsKey(seed)) {
        pairs.add(new int[] {run, seeds.get(seed)});
      }
    }
    return pairs;
  }
}
