package org.plateau.stages.score;

import static org.plateau.stats.ClassificationMetrics.UAR;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.plateau.stats.Bootstrap;
import org.plateau.stats.Chance;
import org.plateau.stats.Gini;
import org.plateau.stats.Interval;
import org.plateau.stats.Metric;
import org.plateau.stats.Metrics;
import org.plateau.stats.Seeds;
import org.plateau.stats.SpeakerMatrices;
import org.plateau.stats.SpeakerScores;

/**
 * Scores one run on one test set under one condition from its counts. Runs on executors.
 *
 * <p>Replicates are drawn from a generator named by (seed, test set, condition, interval) alone, so
 * that equal replicates meet in all models. Clips without a speaker count in every score over
 * clips, are clusters of their own in intervals by speaker, and have no speaker score.
 */
public final class ScoreRun implements FlatMapFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private static final String BY_UTTERANCE = "utterance";
  private static final String BY_SPEAKER = "speaker";

  private final Map<String, List<String>> classesByTask;
  private final Map<String, String> genders;
  private final int replicates;
  private final long seed;

  /**
   * @param classesByTask class names of each task, in the order of its logits
   * @param genders gender by {@link #speakerKey}
   * @param replicates replicates of each interval
   * @param seed seed of the replicates
   */
  public ScoreRun(
      Map<String, List<String>> classesByTask,
      Map<String, String> genders,
      int replicates,
      long seed) {
    this.classesByTask = new HashMap<>(classesByTask);
    this.genders = new HashMap<>(genders);
    this.replicates = replicates;
    this.seed = seed;
  }

  /** Names a speaker of a test set's corpus. */
  public static String speakerKey(String corpus, String speaker) {
    return corpus + "/" + speaker;
  }

  @Override
  public Iterator<Row> call(Row counts) {
    List<String> classes = classesByTask.get(counts.<String>getAs("task"));
    SpeakerMatrices matrices = new SpeakerMatrices(classes.size());
    for (Row cell : counts.<Row>getList(counts.fieldIndex("cells"))) {
      matrices.add(
          cell.getString(0),
          classes.indexOf(cell.getString(1)),
          classes.indexOf(cell.getString(2)),
          cell.getLong(3));
    }
    return new Outcomes(counts, classes, matrices).rows().iterator();
  }

  /** The rows of one run on one test set. */
  private final class Outcomes {
    private final Row counts;
    private final List<String> classes;
    private final SpeakerMatrices matrices;
    private final Interval uar;
    private final List<Row> rows = new ArrayList<>();

    Outcomes(Row counts, List<String> classes, SpeakerMatrices matrices) {
      this.counts = counts;
      this.classes = classes;
      this.matrices = matrices;
      this.uar = byUtterance(UAR);
    }

    List<Row> rows() {
      Collection<Metric> metrics = Metrics.all().values();
      for (Metric metric : metrics) {
        addScore(metric.name(), BY_UTTERANCE, byUtterance(metric), metric.policy());
        if (!matrices.bySpeaker().isEmpty()) {
          Interval interval =
              Bootstrap.speakers(matrices, metric, replicates, generator(BY_SPEAKER));
          addScore(metric.name(), BY_SPEAKER, interval, metric.policy());
        }
      }
      for (int c = 0; c < classes.size(); c++) {
        RecallOf recall = new RecallOf(c, classes.get(c));
        addScore(recall.name(), BY_UTTERANCE, byUtterance(recall), recall.policy());
      }
      if (!matrices.bySpeaker().isEmpty()) {
        addSpeakers(metrics);
        addFairness();
      }
      return rows;
    }

    private Interval byUtterance(Metric metric) {
      return Bootstrap.utterances(matrices.total(), metric, replicates, generator(BY_UTTERANCE));
    }

    private java.util.random.RandomGenerator generator(String interval) {
      return Seeds.generator(
          seed, "score", counts.getAs("test_set"), counts.getAs("condition"), interval);
    }

    private void addScore(String metric, String interval, Interval found, String policy) {
      Map<String, Object> values = new HashMap<>();
      values.put("metric", metric);
      values.put("interval", interval);
      values.put("value", found.value());
      values.put("ci_low", found.low());
      values.put("ci_high", found.high());
      values.put("n", found.n());
      values.put("replicates", found.replicates());
      values.put("above_chance", Chance.isAbove(uar.value(), classes.size()));
      values.put("chance", !(uar.low() > 1.0 / classes.size()));
      values.put("policy", policy);
      add(Outcome.SCORE, values);
    }

    private void addSpeakers(Collection<Metric> metrics) {
      for (Metric metric : metrics) {
        for (SpeakerScores.Score score : SpeakerScores.of(matrices, metric).scores()) {
          Map<String, Object> values = new HashMap<>();
          values.put("metric", metric.name());
          values.put("speaker", score.speaker());
          values.put("value", score.value());
          values.put("n", score.n());
          add(Outcome.SPEAKER_SCORE, values);
        }
      }
    }

    private void addFairness() {
      SpeakerScores scores = SpeakerScores.of(matrices, UAR);
      String policy = "UAR over the classes of each speaker";
      addScore(
          "gini",
          BY_UTTERANCE,
          Bootstrap.utterances(
              matrices,
              drawn -> SpeakerScores.of(drawn, UAR).gini(),
              replicates,
              generator(BY_UTTERANCE)),
          policy);
      addScore(
          "gini",
          BY_SPEAKER,
          Bootstrap.values(scores.values(), Gini::of, replicates, generator(BY_SPEAKER)),
          policy);
      Double female = meanOf(scores, "female");
      Double male = meanOf(scores, "male");
      Map<String, Object> values = new HashMap<>();
      values.put("gini", scores.gini());
      values.put("mean_speaker_score", scores.mean());
      values.put("worst_speaker_score", scores.worst());
      values.put("speakers", (long) scores.scores().size());
      values.put("female_speaker_score", female);
      values.put("male_speaker_score", male);
      values.put("gender_gap", female == null || male == null ? null : female - male);
      add(Outcome.FAIRNESS, values);
    }

    /** Mean score of the speakers of a gender, or null if none is known. */
    private Double meanOf(SpeakerScores scores, String gender) {
      String testSet = counts.getAs("test_set");
      String corpus = testSet.split("/", 2)[0];
      double sum = 0;
      int speakers = 0;
      for (SpeakerScores.Score score : scores.scores()) {
        if (gender.equals(genders.get(speakerKey(corpus, score.speaker())))) {
          sum += score.value();
          speakers++;
        }
      }
      return speakers == 0 ? null : Double.valueOf(sum / speakers);
    }

    private void add(String kind, Map<String, Object> values) {
      values.put("kind", kind);
      String[] names = Outcome.SCHEMA.fieldNames();
      Object[] row = new Object[names.length];
      for (int i = 0; i < row.length; i++) {
        row[i] =
            Outcome.IDENTITY.contains(names[i]) ? counts.getAs(names[i]) : values.get(names[i]);
      }
      rows.add(RowFactory.create(row));
    }
  }
}
