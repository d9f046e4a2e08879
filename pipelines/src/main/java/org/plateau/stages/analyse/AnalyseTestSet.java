package org.plateau.stages.analyse;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.plateau.stages.score.ScoreTestSet;
import org.plateau.stages.snapshot.TableRow;
import org.plateau.stages.testset.ReadPredictions;
import org.plateau.stages.testset.RunClips;
import org.plateau.stages.testset.RunFacts;
import org.plateau.stages.testset.SetKey;
import org.plateau.stages.testset.SpeakerGenders;
import org.plateau.stages.testset.TestSet;
import org.plateau.stats.Chance;
import org.plateau.stats.ClassificationMetrics;
import org.plateau.stats.Interval;
import org.plateau.stats.Percentiles;
import org.plateau.stats.SpeakerScores;
import org.plateau.stats.compare.PairCounts;
import org.plateau.stats.compare.RaterCounts;
import org.plateau.stats.progress.TuningCurve;
import org.plateau.tables.AnalysisTables;

/**
 * All that follows from the predictions on one test set. Runs on executors.
 *
 * @param facts what {@code runs} says
 * @param catalogue what {@code models} says
 * @param clips what people said
 * @param genders who of the speakers is a woman or a man
 * @param replicates replicates of intervals and tests
 * @param seed their seed
 */
public record AnalyseTestSet(
    RunFacts facts,
    Catalogue catalogue,
    ClipFacts clips,
    SpeakerGenders genders,
    int replicates,
    long seed)
    implements Serializable {
  private static final int TOP = 5;

  /**
   * What a test set gives.
   *
   * @param rows of the tables that need predictions
   * @param scores one a model and metric, for the analyses across test sets
   * @param seconds by table
   * @param problem a mistake of the user's, or null
   */
  public record Analysed(
      List<TableRow> rows, List<ModelScore> scores, Map<String, Double> seconds, String problem)
      implements Serializable {

    /** The same without the rows. */
    public Analysed summary() {
      return new Analysed(List.of(), scores, seconds, problem);
    }
  }

  /** Analyses one test set. */
  public Analysed of(ReadPredictions.Loaded loaded) {
    if (loaded.problem() != null) {
      return new Analysed(List.of(), List.of(), Map.of(), loaded.problem());
    }
    return new Work(loaded.testSet()).run();
  }

  /** One test set. */
  private final class Work {
    private final TestSet set;
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private final List<TableRow> rows = new ArrayList<>();
    private final List<ModelScore> scores = new ArrayList<>();
    private final RunIntervals intervals;
    private final PairTables tables;

    Work(TestSet set) {
      this.set = set;
      long own = ScoreTestSet.replicateSeed(seed, set);
      long start = System.nanoTime();
      this.intervals = new RunIntervals(set, replicates, own);
      seconds.put("replicates", (System.nanoTime() - start) / 1e9);
      this.tables = new PairTables(set, intervals);
    }

    Analysed run() {
      List<Selected> all = Selected.of(set, intervals, facts, catalogue);
      PairAnalyses pairs = new PairAnalyses(set, tables, replicates, seed);
      for (Selected each : all) {
        ModelScore.Place place = place(each);
        List<Selected.Model> main = each.main();
        timed("model_scores", () -> modelScores(place, each));
        timed("agreement", () -> pairs.agreement(place, main));
        timed("agreement_summary", () -> summary(place, main));
        timed("significance", () -> pairs.significance(place, main));
        timed("complementarity", () -> pairs.complementarity(place, each, all));
        if (each.selection().equals(Selected.MEAN)) {
          timed("difficulty", () -> difficulty(place, main));
          timed("tuning_curves", () -> tuning(place, each));
        }
      }
      return new Analysed(rows, scores, seconds, null);
    }

    private void timed(String table, Supplier<List<TableRow>> work) {
      long start = System.nanoTime();
      rows.addAll(work.get());
      seconds.merge(table, (System.nanoTime() - start) / 1e9, Double::sum);
    }

    private ModelScore.Place place(Selected selected) {
      SetKey key = set.key();
      return new ModelScore.Place(
          key.source(),
          selected.experiment(),
          key.release(),
          selected.selection(),
          key.task(),
          key.testSet(),
          key.condition());
    }

    private List<TableRow> modelScores(ModelScore.Place place, Selected selected) {
      List<TableRow> found = new ArrayList<>();
      int gini = intervals.metrics().size();
      for (Selected.Model model : selected.models()) {
        boolean above = Chance.isAbove(uar(model), set.classes().size());
        for (int k = 0; k <= gini; k++) {
          String name = k == gini ? "gini" : intervals.metrics().get(k).name();
          boolean speakers =
              model.runs().stream().allMatch(run -> intervals.panel(run).knowsSpeakers());
          if (k < gini || speakers) {
            ModelScore score = score(place, model, name, k, above);
            if (!model.baseline()) {
              scores.add(score);
            }
            found.add(score.row(catalogue));
          }
        }
        addGenderGap(place, model, above);
      }
      return found;
    }

    /** For the summary of fairness alone: runs hold theirs in table fairness. */
    private void addGenderGap(ModelScore.Place place, Selected.Model model, boolean above) {
      double gap = 0;
      for (int run : model.runs()) {
        SpeakerScores speakers =
            SpeakerScores.of(intervals.bySpeaker(run), ClassificationMetrics.UAR);
        Double own = genders.means(set.key().corpus(), speakers).gap();
        gap += own == null ? Double.NaN : own / model.runs().size();
      }
      if (!Double.isNaN(gap)) {
        double none = Double.NaN;
        scores.add(
            new ModelScore(
                place,
                model.name(),
                ScoreAnalyses.GENDER_GAP,
                gap,
                none,
                none,
                0,
                model.runs().size(),
                null,
                above,
                model.text()));
      }
    }

    private ModelScore score(
        ModelScore.Place place, Selected.Model model, String name, int metric, boolean above) {
      List<Integer> runs = model.runs();
      Interval interval = intervals.interval(runs.get(0), metric);
      if (runs.size() > 1) {
        double value =
            runs.stream().mapToDouble(run -> intervals.value(run, metric)).average().orElseThrow();
        boolean paired = runs.stream().allMatch(run -> intervals.paired(run, runs.get(0)));
        double[] mean = new double[paired ? replicates : 0];
        for (int run : runs) {
          double[] one = intervals.replicates(run, metric);
          for (int r = 0; r < mean.length; r++) {
            mean[r] += one[r] / runs.size();
          }
        }
        interval = Percentiles.interval(value, interval.n(), mean);
      }
      return new ModelScore(
          place,
          model.name(),
          name,
          interval.value(),
          interval.low(),
          interval.high(),
          interval.n(),
          runs.size(),
          runs.size() == 1 ? set.runs().get(runs.get(0)).runId() : null,
          above,
          model.text());
    }

    private double uar(Selected.Model model) {
      return model.runs().stream().mapToDouble(intervals::uar).average().orElse(Double.NaN);
    }

    private List<TableRow> summary(ModelScore.Place place, List<Selected.Model> models) {
      List<TableRow> found = new ArrayList<>();
      if (models.size() > 1) {
        found.add(summary(place, "all", models));
        found.add(summary(place, "top5", PairAnalyses.best(models, this::uar, TOP)));
      }
      return found;
    }

    private TableRow summary(ModelScore.Place place, String scope, List<Selected.Model> models) {
      List<Double> agreements = new ArrayList<>();
      List<Double> kappas = new ArrayList<>();
      long n = 0;
      for (int i = 0; i < models.size(); i++) {
        for (int j = i + 1; j < models.size(); j++) {
          List<PairCounts> counts =
              Selected.pairs(set, models.get(i), models.get(j)).stream()
                  .map(two -> tables.answers(two[0], two[1]))
                  .toList();
          if (!counts.isEmpty()) {
            agreements.add(mean(counts, PairCounts::agreement));
            kappas.add(mean(counts, PairCounts::kappa));
            n = Math.max(n, counts.get(0).n());
          }
        }
      }
      RaterCounts raters = raters(models);
      return place
          .on(new TableRow.Builder(AnalysisTables.AGREEMENT_SUMMARY))
          .with("scope", scope)
          .with("agreement", mean(agreements, a -> a))
          .with("kappa", mean(kappas, k -> k))
          .with("fleiss_kappa", raters.fleissKappa())
          .with("krippendorff_alpha", raters.krippendorffAlpha())
          .with("n", n)
          .with("models", (long) models.size())
          .with("pairs", (long) agreements.size())
          .row(place.source());
    }

    /** Mean of the values that are defined. */
    private static <T> double mean(List<T> values, ToDoubleFunction<T> value) {
      return values.stream()
          .mapToDouble(value)
          .filter(each -> !Double.isNaN(each))
          .average()
          .orElse(Double.NaN);
    }

    /** The first run of each model as raters. */
    private RaterCounts raters(List<Selected.Model> models) {
      int[][] votes = new int[set.utterances().length][set.classes().size()];
      for (Selected.Model model : models) {
        RunClips run = set.runs().get(model.runs().get(0));
        for (int i = 0; i < run.clips().length; i++) {
          votes[run.clips()[i]][run.predictions()[i]]++;
        }
      }
      RaterCounts raters = new RaterCounts(set.classes().size());
      for (int[] item : votes) {
        if (Arrays.stream(item).sum() > 0) {
          raters.add(item);
        }
      }
      return raters;
    }

    private List<TableRow> difficulty(ModelScore.Place place, List<Selected.Model> models) {
      DifficultyAnalysis analysis = new DifficultyAnalysis(set, place, models, clips);
      Map<String, Double> uars = new HashMap<>();
      models.forEach(model -> uars.put(model.name(), uar(model)));
      List<TableRow> found = new ArrayList<>(analysis.clips());
      found.addAll(analysis.correlations(uars));
      return found;
    }

    private List<TableRow> tuning(ModelScore.Place place, Selected selected) {
      List<TableRow> found = new ArrayList<>();
      for (Selected.Model model : selected.models()) {
        double[] test =
            model.runs().stream()
                .mapToDouble(intervals::uar)
                .filter(uar -> !Double.isNaN(uar))
                .toArray();
        if (test.length < 2) {
          continue;
        }
        double[] dev =
            model.runs().stream()
                .mapToDouble(
                    run -> facts.devUar().getOrDefault(set.runs().get(run).runId(), Double.NaN))
                .toArray();
        boolean judged = dev.length == test.length && Arrays.stream(dev).noneMatch(Double::isNaN);
        for (int k = 1; k <= test.length; k++) {
          found.add(
              place
                  .on(new TableRow.Builder(AnalysisTables.TUNING_CURVES))
                  .with("model", model.name())
                  .with("trials", k)
                  .with("expected_best_test", TuningCurve.expected(test, test, k))
                  .with("expected_best_dev", judged ? TuningCurve.expected(dev, dev, k) : null)
                  .with(
                      "expected_test_of_best_dev",
                      judged ? TuningCurve.expected(dev, test, k) : null)
                  .with("n", (long) test.length)
                  .row(place.source()));
        }
      }
      return found;
    }
  }
}
