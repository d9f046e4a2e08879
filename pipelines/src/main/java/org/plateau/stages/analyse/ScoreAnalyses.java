package org.plateau.stages.analyse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.plateau.stages.analyse.ModelScore.Place;
import org.plateau.stages.snapshot.TableRow;
import org.plateau.stats.Bootstrap;
import org.plateau.stats.Correlation;
import org.plateau.stats.Interval;
import org.plateau.stats.Seeds;
import org.plateau.tables.AnalysisTables;

/**
 * The analyses that need one value a model and no predictions: rank correlations, progress, its
 * sensitivity, fronts, ranks over tasks, fairness. They work on our own scores and on published
 * ones. Audio models only; Gini only of models above chance. Intervals resample the models.
 */
public final class ScoreAnalyses {
  private static final String UAR = "uar";
  private static final String GINI = "gini";

  /** Metric of a model's gap between women and men; only fairness_summary shows it. */
  static final String GENDER_GAP = "gender_gap";

  private final Catalogue catalogue;
  private final Map<String, String> corpusByTask;
  private final int replicates;
  private final long seed;
  private final Map<String, Double> seconds = new LinkedHashMap<>();

  /**
   * @param corpusByTask the corpus that each task learns from, by task
   */
  public ScoreAnalyses(
      Catalogue catalogue, Map<String, String> corpusByTask, int replicates, long seed) {
    this.catalogue = catalogue;
    this.corpusByTask = Map.copyOf(corpusByTask);
    this.replicates = replicates;
    this.seed = seed;
  }

  /** Values by model of one metric in one place. */
  record Series(Place place, String metric, NavigableMap<String, Double> values) {
    /** Mean of the values that are defined, NaN without any. */
    double mean() {
      return values.values().stream()
          .mapToDouble(Double::doubleValue)
          .filter(value -> !Double.isNaN(value))
          .average()
          .orElse(Double.NaN);
    }

    /** The metric's values of models that have a second value too. */
    double[][] with(Map<String, Double> other) {
      List<double[]> pairs = new ArrayList<>();
      values.forEach(
          (model, value) -> {
            Double second = other.get(model);
            if (second != null && !Double.isNaN(second) && !Double.isNaN(value)) {
              pairs.add(new double[] {second, value});
            }
          });
      double[][] columns = new double[2][pairs.size()];
      for (int i = 0; i < pairs.size(); i++) {
        columns[0][i] = pairs.get(i)[0];
        columns[1][i] = pairs.get(i)[1];
      }
      return columns;
    }
  }

  /** Seconds by table, after {@link #rows}. */
  public Map<String, Double> seconds() {
    return seconds;
  }

  /** All rows. */
  public List<TableRow> rows(Collection<ModelScore> scores) {
    Map<Place, Series> uar = series(scores, UAR, false);
    Map<Place, Series> gini = series(scores, GINI, true);
    List<TableRow> rows = new ArrayList<>();
    Progress progress = new Progress(catalogue, replicates, seed);
    for (Map<Place, Series> each : List.of(uar, gini)) {
      timed(rows, "progress_correlations", () -> progress.correlations(each.values()));
      timed(rows, "partial_correlations", () -> progress.partial(each.values()));
      timed(rows, "progress_sensitivity", () -> progress.sensitivity(each.values()));
    }
    timed(rows, "pareto", () -> progress.fronts(uar.values()));
    timed(rows, "rank_correlations", () -> rankCorrelations(uar, gini));
    Map<Place, Series> gaps = series(scores, GENDER_GAP, true);
    timed(rows, "fairness_summary", () -> fairness(scores, uar, gini, gaps));
    timed(rows, "model_ranks", () -> new TaskRanks().rows(uar.values()));
    return rows;
  }

  private void timed(List<TableRow> rows, String table, Supplier<List<TableRow>> work) {
    long start = System.nanoTime();
    rows.addAll(work.get());
    seconds.merge(table, (System.nanoTime() - start) / 1e9, Double::sum);
  }

  private static Map<Place, Series> series(
      Collection<ModelScore> scores, String metric, boolean aboveChance) {
    Map<Place, Series> series = new TreeMap<>(BY_NAME);
    for (ModelScore score : scores) {
      boolean counts =
          score.metric().equals(metric)
              && !score.text()
              && (!aboveChance || Boolean.TRUE.equals(score.aboveChance()));
      if (counts) {
        series
            .computeIfAbsent(score.place(), p -> new Series(p, metric, new TreeMap<>()))
            .values()
            .put(score.model(), score.value());
      }
    }
    return series;
  }

  private static final Comparator<Place> BY_NAME =
      Comparator.comparing(Place::source)
          .thenComparing(Place::experiment)
          .thenComparing(Place::selection)
          .thenComparing(Place::task)
          .thenComparing(Place::testSet)
          .thenComparing(Place::condition)
          .thenComparing(Place::release);

  /** UAR against UAR in every two places, each pair once; UAR against Gini in each place. */
  private List<TableRow> rankCorrelations(Map<Place, Series> uar, Map<Place, Series> gini) {
    List<Series[]> pairs = new ArrayList<>();
    List<Series> all = new ArrayList<>(uar.values());
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        if (comparable(all.get(i).place(), all.get(j).place())) {
          pairs.add(new Series[] {all.get(i), all.get(j)});
        }
      }
    }
    gini.forEach((place, fairness) -> pairs.add(new Series[] {uar.get(place), fairness}));
    return pairs.parallelStream().map(pair -> rankCorrelation(pair[0], pair[1])).toList();
  }

  /** Same source, experiment and selection; releases of one corpus never mix. */
  private boolean comparable(Place a, Place b) {
    boolean sameCorpus = corpus(a.task()).equals(corpus(b.task()));
    boolean samePlace =
        a.task().equals(b.task())
            && a.testSet().equals(b.testSet())
            && a.condition().equals(b.condition());
    return a.source().equals(b.source())
        && a.experiment().equals(b.experiment())
        && a.selection().equals(b.selection())
        && !samePlace
        && (!sameCorpus || a.release().equals(b.release()));
  }

  private String corpus(String task) {
    return corpusByTask.getOrDefault(task, task);
  }

  private TableRow rankCorrelation(Series x, Series y) {
    double[][] columns = y.with(x.values());
    String release =
        String.join(",", new TreeSet<>(List.of(x.place().release(), y.place().release())));
    Interval interval =
        Bootstrap.pairs(
            columns[0],
            columns[1],
            Correlation::spearman,
            replicates,
            Seeds.generator(seed, "rank correlation", x.place(), y.place(), y.metric()));
    return x.place()
        .group(new TableRow.Builder(AnalysisTables.RANK_CORRELATIONS))
        .with("release", release)
        .with("task_x", x.place().task())
        .with("test_set_x", x.place().testSet())
        .with("condition_x", x.place().condition())
        .with("metric_x", x.metric())
        .with("task_y", y.place().task())
        .with("test_set_y", y.place().testSet())
        .with("condition_y", y.place().condition())
        .with("metric_y", y.metric())
        .with("method", "spearman")
        .with("rho", interval.value())
        .with("ci_low", interval.low())
        .with("ci_high", interval.high())
        .with("kendall_tau_b", Correlation.kendallTauB(columns[0], columns[1]))
        .with("n", interval.n())
        .with("replicates", interval.replicates())
        .with("undefined", interval.undefined())
        .row(x.place().source());
  }

  private List<TableRow> fairness(
      Collection<ModelScore> scores,
      Map<Place, Series> uar,
      Map<Place, Series> gini,
      Map<Place, Series> gaps) {
    Map<Place, Long> below = new TreeMap<>(BY_NAME);
    Map<Place, Long> all = new TreeMap<>(BY_NAME);
    for (ModelScore score : scores) {
      if (score.metric().equals(GINI) && !score.text()) {
        all.merge(score.place(), 1L, Long::sum);
        below.merge(score.place(), Boolean.TRUE.equals(score.aboveChance()) ? 0L : 1L, Long::sum);
      }
    }
    List<TableRow> rows = new ArrayList<>();
    for (Place place : all.keySet()) {
      Series fair = gini.getOrDefault(place, new Series(place, GINI, new TreeMap<>()));
      double[][] columns = fair.with(uar.get(place).values());
      Interval interval =
          Bootstrap.pairs(
              columns[0],
              columns[1],
              Correlation::spearman,
              replicates,
              Seeds.generator(seed, "fairness", place));
      Series gap = gaps.getOrDefault(place, new Series(place, GENDER_GAP, new TreeMap<>()));
      rows.add(
          place
              .on(new TableRow.Builder(AnalysisTables.FAIRNESS_SUMMARY))
              .with("metric", GINI)
              .with("mean_gini", fair.mean())
              .with("rho_uar", interval.value())
              .with("ci_low", interval.low())
              .with("ci_high", interval.high())
              .with("n", interval.n())
              .with("mean_gender_gap", gap.mean())
              .with("gender_gap_models", (long) gap.values().size())
              .with("models_below_chance", below.get(place))
              .row(place.source()));
    }
    return rows;
  }
}
