package org.plateau.stages.analyse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.plateau.stages.snapshot.TableRow;
import org.plateau.stages.testset.TestSet;
import org.plateau.stats.ClassificationMetrics;
import org.plateau.stats.Interval;
import org.plateau.stats.Percentiles;
import org.plateau.stats.Seeds;
import org.plateau.stats.compare.PairCounts;
import org.plateau.stats.tests.McNemar;
import org.plateau.stats.tests.MultipleTesting;
import org.plateau.stats.tests.UarDifference;
import org.plateau.tables.AnalysisTables;

/**
 * Agreement, significance and complementarity of the pairs of models of a test set. With several
 * seeds the pairs are compared seed by seed: values are means, a p-value is twice the median over
 * seeds, at most 1, which holds however the seeds depend on each other.
 */
final class PairAnalyses {
  /** Permutation tests are exact up to so many outcomes. */
  private static final int EXACT_OUTCOMES = 20_000;

  private final TestSet set;
  private final PairTables tables;
  private final int replicates;
  private final long seed;

  PairAnalyses(TestSet set, PairTables tables, int replicates, long seed) {
    this.set = set;
    this.tables = tables;
    this.replicates = replicates;
    this.seed = seed;
  }

  /** A pair of models and the counts of their runs, one a seed. */
  private record Pair(String a, String b, List<int[]> runs, List<PairCounts> counts) {
    double mean(ToDoubleFunction<PairCounts> value) {
      return counts.stream().mapToDouble(value).average().orElse(Double.NaN);
    }
  }

  private List<Pair> pairs(List<Selected.Model> models) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < models.size(); i++) {
      for (int j = i + 1; j < models.size(); j++) {
        Selected.Model a = models.get(i);
        Selected.Model b = models.get(j);
        List<int[]> runs = Selected.pairs(set, a, b);
        if (!runs.isEmpty()) {
          List<PairCounts> counts =
              runs.stream().map(two -> tables.labelled(two[0], two[1])).toList();
          pairs.add(new Pair(a.name(), b.name(), runs, counts));
        }
      }
    }
    return pairs;
  }

  /** Rows of {@code agreement}; {@code model_a < model_b}. */
  List<TableRow> agreement(ModelScore.Place place, List<Selected.Model> models) {
    List<TableRow> rows = new ArrayList<>();
    for (Pair pair : pairs(models)) {
      List<PairCounts> answers =
          pair.runs().stream().map(two -> tables.answers(two[0], two[1])).toList();
      Pair all = new Pair(pair.a(), pair.b(), pair.runs(), answers);
      rows.add(
          place
              .on(new TableRow.Builder(AnalysisTables.AGREEMENT))
              .with("model_a", pair.a())
              .with("model_b", pair.b())
              .with("agreement", all.mean(PairCounts::agreement))
              .with("kappa", all.mean(PairCounts::kappa))
              .with("both_wrong_same_answer", pair.mean(PairCounts::bothWrongSameAnswer))
              .with("yule_q", pair.mean(PairCounts::yuleQ))
              .with("oracle_accuracy", pair.mean(PairCounts::oracleAccuracy))
              .with("n", all.counts().get(0).n())
              .row(place.source()));
    }
    return rows;
  }

  /** One test of one pair. */
  private record Tested(
      Pair pair, double difference, double low, double high, double statistic, double p) {}

  /** Rows of {@code significance}, corrected over the pairs of each test. */
  List<TableRow> significance(ModelScore.Place place, List<Selected.Model> models) {
    Map<String, List<Tested>> tests = new LinkedHashMap<>();
    for (Pair pair : pairs(models)) {
      put(tests, "mcnemar_exact", mcnemar(pair, McNemar::exact));
      put(tests, "mcnemar_mid_p", mcnemar(pair, McNemar::midP));
      put(tests, "permutation", permutation(pair));
      put(tests, "paired_bootstrap", bootstrap(pair));
    }
    List<TableRow> rows = new ArrayList<>();
    tests.forEach(
        (test, tested) -> {
          double[] p = tested.stream().mapToDouble(Tested::p).toArray();
          double[] holm = MultipleTesting.holm(p);
          double[] bh = MultipleTesting.benjaminiHochberg(p);
          for (int i = 0; i < p.length; i++) {
            Tested one = tested.get(i);
            rows.add(
                place
                    .on(new TableRow.Builder(AnalysisTables.SIGNIFICANCE))
                    .with("model_a", one.pair().a())
                    .with("model_b", one.pair().b())
                    .with("test", test)
                    .with("difference", one.difference())
                    .with("ci_low", one.low())
                    .with("ci_high", one.high())
                    .with("statistic", one.statistic())
                    .with("p", p[i])
                    .with("p_adjusted", holm[i])
                    .with("p_adjusted_bh", bh[i])
                    .with("n", one.pair().counts().get(0).n())
                    .row(place.source()));
          }
        });
    return rows;
  }

  private static void put(Map<String, List<Tested>> tests, String name, Tested tested) {
    tests.computeIfAbsent(name, key -> new ArrayList<>()).add(tested);
  }

  private interface DiscordantTest {
    double p(long onlyFirst, long onlySecond);
  }

  private static Tested mcnemar(Pair pair, DiscordantTest test) {
    double[] p = new double[pair.counts().size()];
    double difference = 0;
    double statistic = 0;
    for (int s = 0; s < p.length; s++) {
      PairCounts counts = pair.counts().get(s);
      long first = 0;
      long second = 0;
      for (int c = 0; c < counts.classes(); c++) {
        first += counts.onlyFirstRight(c);
        second += counts.onlySecondRight(c);
      }
      long n = counts.n();
      p[s] = n == 0 ? Double.NaN : test.p(first, second);
      difference += (n == 0 ? Double.NaN : (double) (first - second) / n) / p.length;
      statistic += (double) Math.min(first, second) / p.length;
    }
    return new Tested(pair, difference, Double.NaN, Double.NaN, statistic, combined(p));
  }

  private Tested permutation(Pair pair) {
    double[] p = new double[pair.counts().size()];
    double difference = 0;
    for (int s = 0; s < p.length; s++) {
      UarDifference each = new UarDifference(pair.counts().get(s).swapped());
      difference += each.value() / p.length;
      p[s] =
          each.permutation(
              EXACT_OUTCOMES, replicates, Seeds.generator(seed, "permutation", pair.a(), pair.b()));
    }
    return new Tested(pair, difference, Double.NaN, Double.NaN, difference, combined(p));
  }

  private Tested bootstrap(Pair pair) {
    int seeds = pair.counts().size();
    double difference = 0;
    double[] mean = new double[replicates];
    boolean paired = true;
    for (int s = 0; s < seeds; s++) {
      difference += new UarDifference(pair.counts().get(s).swapped()).value() / seeds;
      double[] one = tables.differences(pair.runs().get(s)[0], pair.runs().get(s)[1]);
      paired &= one != null;
      for (int r = 0; r < replicates && paired; r++) {
        mean[r] += one[r] / seeds;
      }
    }
    long n = pair.counts().get(0).n();
    Interval interval = Percentiles.interval(difference, n, mean);
    if (!paired) {
      interval =
          new UarDifference(pair.counts().get(0).swapped())
              .bootstrap(replicates, Seeds.generator(seed, "bootstrap", pair.a(), pair.b()));
      return new Tested(pair, difference, interval.low(), interval.high(), difference, Double.NaN);
    }
    double p = n == 0 ? Double.NaN : UarDifference.bootstrapP(mean);
    return new Tested(pair, difference, interval.low(), interval.high(), difference, p);
  }

  private static double combined(double... p) {
    if (p.length == 1) {
      return p[0];
    }
    double[] sorted = p.clone();
    Arrays.sort(sorted);
    return Math.min(1, 2 * Percentiles.ofSorted(sorted, 0.5));
  }

  /**
   * Rows of {@code complementarity}: each ordered pair within a selection, and audio with text
   * models of other experiments.
   */
  List<TableRow> complementarity(ModelScore.Place place, Selected own, List<Selected> all) {
    List<TableRow> rows = new ArrayList<>();
    for (Selected other : all) {
      boolean same =
          other.experiment().equals(own.experiment()) && other.selection().equals(own.selection());
      if (!same && !other.selection().equals(own.selection())) {
        continue;
      }
      for (Selected.Model m : own.counted()) {
        for (Selected.Model n : other.counted()) {
          if (same ? !m.name().equals(n.name()) : m.text() != n.text()) {
            rows.addAll(complementarity(place, m, other.experiment(), n));
          }
        }
      }
    }
    return rows;
  }

  private List<TableRow> complementarity(
      ModelScore.Place place, Selected.Model m, String experiment, Selected.Model n) {
    List<PairCounts> counts =
        Selected.pairs(set, m, n).stream().map(two -> tables.labelled(two[0], two[1])).toList();
    List<TableRow> rows = new ArrayList<>();
    for (PairCounts.Subset subset : PairCounts.Subset.values()) {
      if (!counts.isEmpty()) {
        double uar =
            counts.stream()
                .mapToDouble(each -> ClassificationMetrics.UAR.value(each.first(subset)))
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
        long clips = 0;
        for (PairCounts each : counts) {
          clips += each.first(subset).total();
        }
        rows.add(
            place
                .on(new TableRow.Builder(AnalysisTables.COMPLEMENTARITY))
                .with("model", m.name())
                .with("other_experiment", experiment)
                .with("other", n.name())
                .with("subset", subset.name().toLowerCase(java.util.Locale.ROOT))
                .with("uar", uar)
                .with("n", Math.round((double) clips / counts.size()))
                .row(place.source()));
      }
    }
    return rows;
  }

  /** Names of the five best by mean UAR, ties by name. */
  static List<Selected.Model> best(
      List<Selected.Model> models, ToDoubleFunction<Selected.Model> uar, int count) {
    return models.stream()
        .filter(model -> !Double.isNaN(uar.applyAsDouble(model)))
        .sorted(Comparator.comparingDouble(uar).reversed().thenComparing(Selected.Model::name))
        .limit(count)
        .sorted(Comparator.comparing(Selected.Model::name))
        .toList();
  }
}
