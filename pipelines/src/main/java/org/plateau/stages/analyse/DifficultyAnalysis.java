package org.plateau.stages.analyse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.plateau.stages.snapshot.TableRow;
import org.plateau.stages.testset.RunClips;
import org.plateau.stages.testset.TestSet;
import org.plateau.stats.Correlation;
import org.plateau.stats.Ranks;
import org.plateau.stats.compare.Difficulty;
import org.plateau.tables.AnalysisTables;

/**
 * How hard clips are for the runs of an experiment (each run is one voter) and for people, and how
 * that goes together. Every rho is over the clips that have both values.
 */
final class DifficultyAnalysis {
  private static final String ALL = "*";

  private final TestSet set;
  private final ModelScore.Place place;
  private final List<Selected.Model> models;
  private final double[] human;
  private final double[] arousal;
  private final double[] valence;
  private final double[] disagreeing;
  private final double[] agreeingShare;
  private final double[][] losses;
  private final List<Integer> voters = new ArrayList<>();
  private final List<TableRow> clips = new ArrayList<>();

  DifficultyAnalysis(
      TestSet set, ModelScore.Place place, List<Selected.Model> models, ClipFacts facts) {
    this.set = set;
    this.place = place;
    this.models = models;
    double[] agreement = facts.of(set.key(), set.utterances(), ClipFacts.HUMAN_AGREEMENT);
    this.human = Arrays.stream(agreement).map(a -> 1 - a).toArray();
    this.arousal = facts.of(set.key(), set.utterances(), ClipFacts.AROUSAL);
    this.valence = facts.of(set.key(), set.utterances(), ClipFacts.VALENCE);
    models.forEach(model -> voters.addAll(model.runs()));
    int n = set.utterances().length;
    this.disagreeing = filled(n);
    this.agreeingShare = filled(n);
    this.losses = new double[voters.size()][];
    vote();
  }

  private static double[] filled(int n) {
    double[] values = new double[n];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  private void vote() {
    int n = set.utterances().length;
    int classes = set.classes().size();
    int[][] votes = new int[n][classes];
    byte[] labels = new byte[n];
    Arrays.fill(labels, RunClips.NO_LABEL);
    double[] lossSums = new double[n];
    int[] lossCounts = new int[n];
    for (int v = 0; v < voters.size(); v++) {
      RunClips run = set.runs().get(voters.get(v));
      losses[v] = filled(n);
      for (int i = 0; i < run.clips().length; i++) {
        int clip = run.clips()[i];
        votes[clip][run.predictions()[i]]++;
        labels[clip] = run.labels()[i] >= 0 ? run.labels()[i] : labels[clip];
        float loss = run.losses()[i];
        losses[v][clip] = loss;
        if (!Float.isNaN(loss)) {
          lossSums[clip] += loss;
          lossCounts[clip]++;
        }
      }
    }
    long[] truthCounts = new long[classes];
    for (byte label : labels) {
      if (label >= 0) {
        truthCounts[label]++;
      }
    }
    Difficulty difficulty = new Difficulty(truthCounts);
    TableRow.Builder row = place.on(new TableRow.Builder(AnalysisTables.DIFFICULTY));
    for (int clip = 0; clip < n; clip++) {
      int number = Arrays.stream(votes[clip]).sum();
      if (number > 0) {
        Difficulty.Vote vote = difficulty.vote(votes[clip]);
        disagreeing[clip] = vote.disagreeing();
        agreeingShare[clip] = 1 - (double) vote.disagreeing() / number;
        byte label = labels[clip];
        Double loss = lossCounts[clip] == 0 ? null : lossSums[clip] / lossCounts[clip];
        clips.add(
            row.with("utterance", set.utterances()[clip])
                .with("human_difficulty", Double.isNaN(human[clip]) ? null : human[clip])
                .with("models_disagreeing", (long) vote.disagreeing())
                .with("mean_loss", loss)
                .with("label", label < 0 ? null : set.classes().get(label))
                .with("majority", set.classes().get(vote.majority()))
                .with("tie", vote.tie())
                .with("models_wrong", label < 0 ? null : (long) number - votes[clip][label])
                .with("voters", (long) number)
                .row(place.source()));
      }
    }
  }

  /** Rows of {@code difficulty}. */
  List<TableRow> clips() {
    return clips;
  }

  /** A rho and the number of values behind it. */
  private record Rho(double value, long n) {}

  /** Rows of {@code difficulty_correlations}. */
  List<TableRow> correlations(Map<String, Double> uar) {
    List<TableRow> rows = new ArrayList<>();
    add(rows, "models_disagreeing~human", ALL, rho(disagreeing, human));
    add(rows, "loss~loss", ALL, lossToLoss());
    Map<String, Rho> toHuman = perModel(rows, "loss~human", human);
    if (!toHuman.isEmpty()) {
      double[] x = toHuman.keySet().stream().mapToDouble(uar::get).toArray();
      double[] y = toHuman.values().stream().mapToDouble(Rho::value).toArray();
      add(rows, "uar~loss_human", ALL, rho(x, y));
    }
    if (Arrays.stream(arousal).anyMatch(value -> !Double.isNaN(value))) {
      add(rows, "agreeing~arousal", ALL, rho(agreeingShare, arousal));
      perModel(rows, "loss~arousal", arousal);
    }
    if (Arrays.stream(valence).anyMatch(value -> !Double.isNaN(value))) {
      add(rows, "agreeing~valence", ALL, rho(agreeingShare, valence));
      perModel(rows, "loss~valence", valence);
    }
    return rows;
  }

  private void add(List<TableRow> rows, String measure, String model, Rho rho) {
    rows.add(
        place
            .on(new TableRow.Builder(AnalysisTables.DIFFICULTY_CORRELATIONS))
            .with("measure", measure)
            .with("model", model)
            .with("rho", rho.value())
            .with("n", rho.n())
            .row(place.source()));
  }

  /** Rho of each model's losses with a rating, mean over its runs; then the mean over models. */
  private Map<String, Rho> perModel(List<TableRow> rows, String measure, double[] rating) {
    Map<String, Rho> found = new LinkedHashMap<>();
    if (Arrays.stream(rating).allMatch(Double::isNaN)) {
      add(rows, measure, ALL, new Rho(Double.NaN, 0));
      return found;
    }
    for (Selected.Model model : models) {
      List<Rho> runs = model.runs().stream().map(r -> rho(loss(r), rating)).toList();
      double mean = meanOf(runs);
      found.put(model.name(), new Rho(mean, runs.get(0).n()));
      add(rows, measure, model.name(), found.get(model.name()));
    }
    add(rows, measure, ALL, new Rho(meanOf(found.values()), found.size()));
    return found;
  }

  private double[] loss(int run) {
    return losses[voters.indexOf(run)];
  }

  private static double meanOf(java.util.Collection<Rho> values) {
    return values.stream()
        .mapToDouble(Rho::value)
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }

  /** Mean over pairs of voters of rho of their losses; n is the number of pairs. */
  private Rho lossToLoss() {
    boolean complete =
        Arrays.stream(losses).allMatch(l -> Arrays.stream(l).noneMatch(Double::isNaN));
    double[][] ranks =
        complete
            ? Arrays.stream(losses).map(DifficultyAnalysis::standardRanks).toArray(double[][]::new)
            : new double[0][];
    int count = losses.length;
    double[] sums =
        IntStream.range(0, count)
            .parallel()
            .mapToDouble(
                a -> {
                  double sum = 0;
                  for (int b = 0; b < a; b++) {
                    double rho =
                        complete ? dot(ranks[a], ranks[b]) : rho(losses[a], losses[b]).value();
                    sum += Double.isNaN(rho) ? 0 : rho;
                  }
                  return sum;
                })
            .toArray();
    long defined = 0;
    for (int a = 0; a < count; a++) {
      for (int b = 0; b < a; b++) {
        defined += varies(losses[a]) && varies(losses[b]) ? 1 : 0;
      }
    }
    double sum = Arrays.stream(sums).sum();
    return new Rho(defined == 0 ? Double.NaN : sum / defined, defined);
  }

  private static boolean varies(double[] values) {
    double first = Double.NaN;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        if (!Double.isNaN(first) && value != first) {
          return true;
        }
        first = value;
      }
    }
    return false;
  }

  /** Average ranks, centred and scaled to length 1; NaN for a constant. */
  private static double[] standardRanks(double[] values) {
    double[] ranks = Ranks.average(values);
    double mean = (values.length + 1) / 2.0;
    double length = 0;
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] -= mean;
      length += ranks[i] * ranks[i];
    }
    length = Math.sqrt(length);
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] /= length;
    }
    return ranks;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static Rho rho(double[] x, double[] y) {
    int[] both =
        IntStream.range(0, x.length)
            .filter(i -> !Double.isNaN(x[i]) && !Double.isNaN(y[i]))
            .toArray();
    double[] a = Arrays.stream(both).mapToDouble(i -> x[i]).toArray();
    double[] b = Arrays.stream(both).mapToDouble(i -> y[i]).toArray();
    return new Rho(Correlation.spearman(a, b), both.length);
  }
}
