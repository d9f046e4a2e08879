package org.plateau.stages.score;

import static org.plateau.stats.ClassificationMetrics.ACCURACY;
import static org.plateau.stats.ClassificationMetrics.KAPPA;
import static org.plateau.stats.ClassificationMetrics.MACRO_PRECISION;
import static org.plateau.stats.ClassificationMetrics.MCC;
import static org.plateau.stats.ClassificationMetrics.UAR;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.plateau.stages.snapshot.TableRow;
import org.plateau.stages.testset.Panels;
import org.plateau.stages.testset.ReadPredictions;
import org.plateau.stages.testset.RunClips;
import org.plateau.stages.testset.SpeakerGenders;
import org.plateau.stages.testset.TestSet;
import org.plateau.stats.Calibration;
import org.plateau.stats.Chance;
import org.plateau.stats.Interval;
import org.plateau.stats.IntervalEnds;
import org.plateau.stats.Metric;
import org.plateau.stats.Seeds;
import org.plateau.stats.SpeakerMatrices;
import org.plateau.stats.SpeakerScores;
import org.plateau.stats.panel.Confidence;
import org.plateau.stats.panel.ConfidenceIntervals;
import org.plateau.stats.panel.Panel;
import org.plateau.stats.panel.PanelIntervals;
import org.plateau.tables.ScoreTables;

/**
 * Scores all runs of a test set. Runs on executors.
 *
 * <p>Replicates are a function of (seed, test set, condition, kind of interval) and the clips, so
 * that equal replicates meet in all models. Clips without a speaker count in every score over
 * clips, are clusters of their own in intervals by speaker, and have no speaker score.
 */
public final class ScoreTestSet implements FlatMapFunction<ReadPredictions.Loaded, TableRow> {
  private static final long serialVersionUID = 1L;

  private static final String BY_UTTERANCE = "utterance";
  private static final String BY_SPEAKER = "speaker";
  private static final String NO_INTERVAL = "none";

  /** These say little on the few clips of a speaker. */
  private static final List<Metric> NOT_BY_SPEAKER = List.of(MACRO_PRECISION, MCC, KAPPA);

  /** Fewest clips of a speaker in the stricter variant of Gini. */
  private static final int CLIPS_OF_A_SPEAKER = 10;

  private final SpeakerGenders genders;
  private final int replicates;
  private final long seed;
  private final IntervalEnds ends;

  /**
   * @param genders who of the speakers is a woman or a man
   * @param replicates replicates of each interval
   * @param seed seed of the replicates
   * @param ends how the ends of intervals of metrics follow from the replicates; those of the Gini
   *     coefficient are percentiles
   */
  public ScoreTestSet(SpeakerGenders genders, int replicates, long seed, IntervalEnds ends) {
    this.genders = genders;
    this.ends = ends;
    this.replicates = replicates;
    this.seed = seed;
  }

  @Override
  public Iterator<TableRow> call(ReadPredictions.Loaded loaded) {
    if (loaded.problem() != null) {
      return List.<TableRow>of().iterator();
    }
    TestSet set = loaded.testSet();
    List<TableRow> rows = new ArrayList<>();
    for (Panels panel : Panels.of(set)) {
      new Outcomes(set, panel, rows).add();
    }
    return rows.iterator();
  }

  /** The seed of the replicates of a test set, the same for scores and analyses. */
  public static long replicateSeed(long seed, TestSet set) {
    return Seeds.of(seed, "score", set.key().testSet(), set.key().condition());
  }

  /** The rows of one panel. */
  private final class Outcomes {
    private final TestSet set;
    private final List<Integer> runs;
    private final Panel panel;
    private final List<Metric> metrics;
    private final int uar;
    private final PanelIntervals byUtterance;
    private final Boolean[] chance;
    private final PanelIntervals bySpeaker;
    private final List<TableRow> rows;

    Outcomes(TestSet set, Panels panels, List<TableRow> rows) {
      this.set = set;
      this.runs = panels.runs();
      this.panel = panels.panel();
      this.metrics = PerClass.metricsOf(set.classes());
      this.uar = metrics.indexOf(UAR);
      this.rows = rows;
      long own = replicateSeed(seed, set);
      this.byUtterance = PanelIntervals.utterances(panel, metrics, replicates, own, true);
      this.bySpeaker =
          panel.knowsSpeakers()
              ? PanelIntervals.speakers(panel, metrics, replicates, own, true)
              : null;
      this.chance = new Boolean[runs.size()];
      for (int m = 0; m < chance.length; m++) {
        Interval judge = byUtterance.interval(m, uar);
        chance[m] = judge.n() == 0 ? null : !(judge.low() > 1.0 / panel.classes());
      }
    }

    void add() {
      addConfidence();
      for (int m = 0; m < runs.size(); m++) {
        RunClips run = run(m);
        addScores(run, m);
        if (bySpeaker != null) {
          SpeakerMatrices matrices = panel.bySpeaker(m);
          addSpeakers(run, matrices);
          addFairness(run, m, matrices);
        }
      }
    }

    private void addScores(RunClips run, int m) {
      for (int k = 0; k < metrics.size(); k++) {
        Metric metric = metrics.get(k);
        String policy =
            ends == IntervalEnds.PERCENTILE
                ? metric.policy()
                : metric.policy() + "; interval: " + ends.word();
        Interval utterances = byUtterance.interval(panel, m, k, ends);
        score(run, m, metric.name(), BY_UTTERANCE, utterances, policy);
        if (bySpeaker != null && !(metric instanceof PerClass)) {
          Interval speakers = bySpeaker.interval(panel, m, k, ends);
          score(run, m, metric.name(), BY_SPEAKER, speakers, policy);
        }
      }
    }

    /** Runs with logits for the same clips are resampled together. */
    private void addConfidence() {
      Map<IntBuffer, List<Integer>> groups = new LinkedHashMap<>();
      for (int m = 0; m < runs.size(); m++) {
        int[] clips = run(m).confidence().clips();
        if (clips.length > 0) {
          groups.computeIfAbsent(IntBuffer.wrap(clips), key -> new ArrayList<>()).add(m);
        }
      }
      for (List<Integer> group : groups.values()) {
        List<Confidence> values = group.stream().map(m -> run(m).confidence().values()).toList();
        ConfidenceIntervals found =
            new ConfidenceIntervals(values, replicates, replicateSeed(seed, set));
        for (int i = 0; i < values.size(); i++) {
          int m = group.get(i);
          RunClips run = run(m);
          Calibration state = run.calibration();
          Interval error = found.error(i, state.expectedError());
          Interval brier = found.brier(i, state.brier());
          Interval loss = found.logLoss(i, state.logLoss());
          score(run, m, "ece", BY_UTTERANCE, error, "15 bins of confidence");
          score(run, m, "brier", BY_UTTERANCE, brier, "sum over classes");
          score(run, m, "log_loss", BY_UTTERANCE, loss, "nats, clipped at 2^-52");
        }
      }
    }

    private RunClips run(int m) {
      return set.runs().get(runs.get(m));
    }

    private void addSpeakers(RunClips run, SpeakerMatrices matrices) {
      TableRow.Builder row = identity(new TableRow.Builder(ScoreTables.SPEAKER_SCORES), run);
      for (Metric metric : metrics) {
        if (!(metric instanceof PerClass) && !NOT_BY_SPEAKER.contains(metric)) {
          for (SpeakerScores.Score score : SpeakerScores.of(matrices, metric).scores()) {
            rows.add(
                row.with("metric", metric.name())
                    .with("speaker", score.speaker())
                    .with("value", score.value())
                    .with("n", score.n())
                    .row(run.runId()));
          }
        }
      }
    }

    private void addFairness(RunClips run, int m, SpeakerMatrices matrices) {
      String policy = "UAR over the classes of each speaker";
      score(run, m, "gini", BY_UTTERANCE, byUtterance.gini(m), policy);
      score(run, m, "gini", BY_SPEAKER, bySpeaker.gini(m), policy);
      SpeakerScores accuracies = SpeakerScores.of(matrices, ACCURACY);
      int speakers = accuracies.scores().size();
      single(run, m, "gini_accuracy", accuracies.gini(), speakers, "accuracy of each speaker");
      SpeakerScores scores = SpeakerScores.of(matrices, UAR);
      SpeakerScores many =
          new SpeakerScores(
              scores.scores().stream().filter(s -> s.n() >= CLIPS_OF_A_SPEAKER).toList());
      single(run, m, "gini_10_clips", many.gini(), many.scores().size(), "speakers with 10 clips");
      SpeakerGenders.Means means = genders.means(set.key().corpus(), scores);
      rows.add(
          identity(new TableRow.Builder(ScoreTables.FAIRNESS), run)
              .with("gini", scores.gini())
              .with("mean_speaker_score", scores.mean())
              .with("worst_speaker_score", scores.worst())
              .with("speakers", (long) scores.scores().size())
              .with("female_speaker_score", means.female())
              .with("male_speaker_score", means.male())
              .with("gender_gap", means.gap())
              .row(run.runId()));
    }

    /** A score without an interval. */
    private void single(RunClips run, int m, String metric, double value, long n, String policy) {
      Interval none = new Interval(value, Double.NaN, Double.NaN, n, 0, 0);
      score(run, m, metric, NO_INTERVAL, none, policy);
    }

    private void score(
        RunClips run, int m, String metric, String interval, Interval found, String policy) {
      rows.add(
          identity(new TableRow.Builder(ScoreTables.SCORES), run)
              .with("metric", metric)
              .with("interval", interval)
              .with("value", found.value())
              .with("ci_low", found.low())
              .with("ci_high", found.high())
              .with("n", found.n())
              .with("replicates", found.replicates())
              .with("above_chance", Chance.isAbove(byUtterance.value(m, uar), panel.classes()))
              .with("chance", chance[m])
              .with("policy", policy)
              .row(run.runId()));
    }

    private TableRow.Builder identity(TableRow.Builder row, RunClips run) {
      return row.with("run_id", run.runId())
          .with("test_set", set.key().testSet())
          .with("condition", set.key().condition())
          .with("source", set.key().source())
          .with("experiment", run.experiment())
          .with("task", set.key().task())
          .with("release", set.key().release())
          .with("model", run.model())
          .with("seed", run.seed());
    }
  }
}
