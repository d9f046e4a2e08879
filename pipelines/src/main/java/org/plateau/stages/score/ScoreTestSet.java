package org.plateau.stages.score;

import static org.plateau.stats.ClassificationMetrics.ACCURACY;
import static org.plateau.stats.ClassificationMetrics.KAPPA;
import static org.plateau.stats.ClassificationMetrics.MACRO_PRECISION;
import static org.plateau.stats.ClassificationMetrics.MCC;
import static org.plateau.stats.ClassificationMetrics.UAR;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.plateau.stages.snapshot.TableRow;
import org.plateau.stages.testset.Panels;
import org.plateau.stages.testset.ReadPredictions;
import org.plateau.stages.testset.RunClips;
import org.plateau.stages.testset.TestSet;
import org.plateau.stats.Calibration;
import org.plateau.stats.Chance;
import org.plateau.stats.Interval;
import org.plateau.stats.Metric;
import org.plateau.stats.Seeds;
import org.plateau.stats.SpeakerMatrices;
import org.plateau.stats.SpeakerScores;
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

  private final Map<String, String> genders;
  private final int replicates;
  private final long seed;

  /**
   * @param genders gender by {@link #speakerKey}
   * @param replicates replicates of each interval
   * @param seed seed of the replicates
   */
  public ScoreTestSet(Map<String, String> genders, int replicates, long seed) {
    this.genders = new HashMap<>(genders);
    this.replicates = replicates;
    this.seed = seed;
  }

  /** Names a speaker of a test set's corpus. */
  public static String speakerKey(String corpus, String speaker) {
    return corpus + "/" + speaker;
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
      for (int m = 0; m < runs.size(); m++) {
        RunClips run = set.runs().get(runs.get(m));
        addScores(run, m);
        addConfidence(run, m);
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
        score(run, m, metric.name(), BY_UTTERANCE, byUtterance.interval(m, k), metric.policy());
        if (bySpeaker != null && !(metric instanceof PerClass)) {
          score(run, m, metric.name(), BY_SPEAKER, bySpeaker.interval(m, k), metric.policy());
        }
      }
    }

    private void addConfidence(RunClips run, int m) {
      Calibration state = run.calibration();
      if (state.n() > 0) {
        single(run, m, "ece", state.expectedError(), state.n(), "15 bins of confidence");
        single(run, m, "brier", state.brier(), state.n(), "sum over classes");
        single(run, m, "log_loss", state.logLoss(), state.n(), "nats, clipped at 2^-52");
      }
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
      Double female = meanOf(scores, "female");
      Double male = meanOf(scores, "male");
      rows.add(
          identity(new TableRow.Builder(ScoreTables.FAIRNESS), run)
              .with("gini", scores.gini())
              .with("mean_speaker_score", scores.mean())
              .with("worst_speaker_score", scores.worst())
              .with("speakers", (long) scores.scores().size())
              .with("female_speaker_score", female)
              .with("male_speaker_score", male)
              .with("gender_gap", female == null || male == null ? null : female - male)
              .row(run.runId()));
    }

    /** Mean score of the speakers of a gender, or null if none is known. */
    private Double meanOf(SpeakerScores scores, String gender) {
      double sum = 0;
      int speakers = 0;
      for (SpeakerScores.Score score : scores.scores()) {
        if (gender.equals(genders.get(speakerKey(set.key().corpus(), score.speaker())))) {
          sum += score.value();
          speakers++;
        }
      }
      return speakers == 0 ? null : Double.valueOf(sum / speakers);
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
