package org.plateau.stages;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.plateau.config.UserException;
import org.plateau.stages.testset.ReadPredictions;
import org.plateau.stages.testset.RunClips;
import org.plateau.stages.testset.RunFacts;
import org.plateau.stages.testset.SetKey;
import org.plateau.stages.testset.TestSet;
import org.plateau.stats.ClassificationMetrics;
import org.plateau.stats.Interval;
import org.plateau.stats.Metric;
import org.plateau.stats.Percentiles;
import org.plateau.stats.Seeds;
import org.plateau.stats.panel.Panel;
import org.plateau.stats.panel.PanelIntervals;
import org.plateau.stats.tests.MultipleTesting;
import org.plateau.stats.tests.UarDifference;
import org.plateau.tables.RunTables;
import org.plateau.tables.Warehouse;

/**
 * Two models, or the same models of two sources, on the clips that both predicted and that have a
 * label. With several seeds, runs of equal seed are compared and each pair is a row.
 */
public final class CompareModels {
  private static final List<Metric> METRICS = List.of(ClassificationMetrics.UAR);

  private final Warehouse warehouse;
  private final Map<String, List<String>> classesByTask;
  private final int replicates;
  private final long seed;

  public CompareModels(
      Warehouse warehouse, Map<String, List<String>> classesByTask, int replicates, long seed) {
    this.warehouse = warehouse;
    this.classesByTask = Map.copyOf(classesByTask);
    this.replicates = replicates;
    this.seed = seed;
  }

  /**
   * One comparison.
   *
   * @param what source, experiment and seed for models; experiment, model and seed for sources
   * @param first UAR of A, interval over the shared clips
   * @param second UAR of B
   * @param difference UAR of A minus UAR of B, of the same resampled clips
   * @param p two-sided, from the paired replicates
   * @param adjusted by Holm over all rows
   * @param firstGini Gini of A over the speakers, NaN where none is known
   * @param secondGini Gini of B
   * @param n shared clips
   */
  public record Comparison(
      SetKey key,
      String what,
      Interval first,
      Interval second,
      Interval difference,
      double p,
      double adjusted,
      double firstGini,
      double secondGini,
      long n) {}

  private record Candidate(TestSet set, RunClips run) {}

  /**
   * Compares.
   *
   * @param a a model or a source
   * @param b another of the same kind
   * @throws UserException if there is nothing to compare
   */
  public List<Comparison> run(String a, String b) {
    boolean models = stands("model", a) && stands("model", b);
    boolean sources = stands("source", a) && stands("source", b);
    if (a.equals(b) || (!models && !sources)) {
      throw new UserException(
          "compare %s %s: need two models, or two sources, that have predictions; ./submit.sh sql"
                  .formatted(a, b)
              + " \"SELECT DISTINCT source, model FROM scores\" lists them");
    }
    String column = models ? "model" : "source";
    RunFacts facts = RunFacts.of(warehouse);
    List<TestSet> sets =
        ReadPredictions.of(warehouse, classesByTask, () -> facts, col(column).isin(a, b), false)
            .collect()
            .stream()
            .map(ReadPredictions.Loaded::get)
            .toList();
    Map<String, Candidate> firsts = new TreeMap<>();
    Map<String, Candidate> seconds = new HashMap<>();
    for (TestSet set : sets) {
      for (RunClips run : set.runs()) {
        String name = models ? run.model() : set.key().source();
        Candidate candidate = new Candidate(set, run);
        if (name.equals(a)) {
          firsts.putIfAbsent(slot(candidate, models), candidate);
        } else if (name.equals(b)) {
          seconds.putIfAbsent(slot(candidate, models), candidate);
        }
      }
    }
    List<Comparison> found = new ArrayList<>();
    firsts.forEach(
        (slot, first) -> {
          if (seconds.containsKey(slot)) {
            found.add(compare(first, seconds.get(slot), what(first, models)));
          }
        });
    return adjusted(found);
  }

  private boolean stands(String column, String name) {
    return !warehouse.read(RunTables.PREDICTIONS).where(col(column).equalTo(name)).isEmpty();
  }

  /** What must be equal for two runs to be compared. */
  private static String slot(Candidate candidate, boolean models) {
    SetKey key = candidate.set().key();
    return String.join(
        "\t",
        key.task(),
        key.testSet(),
        key.condition(),
        key.release(),
        models ? key.source() : candidate.run().model(),
        candidate.run().experiment(),
        Long.toString(candidate.run().seed()));
  }

  private static String what(Candidate candidate, boolean models) {
    RunClips run = candidate.run();
    String name = models ? candidate.set().key().source() : run.model();
    return name + "/" + run.experiment() + "/seed " + run.seed();
  }

  private Comparison compare(Candidate a, Candidate b, String what) {
    Panel panel = shared(a, b);
    SetKey key = a.set().key();
    long own = Seeds.of(seed, "compare", key.testSet(), key.condition());
    PanelIntervals found = PanelIntervals.utterances(panel, METRICS, replicates, own, true);
    double[] first = found.replicates(0, 0);
    double[] second = found.replicates(1, 0);
    double[] differences = new double[panel.clips() == 0 ? 0 : first.length];
    Arrays.setAll(differences, r -> first[r] - second[r]);
    double difference = found.value(0, 0) - found.value(1, 0);
    return new Comparison(
        key,
        what,
        found.interval(0, 0),
        found.interval(1, 0),
        Percentiles.interval(difference, panel.clips(), differences),
        UarDifference.bootstrapP(differences),
        Double.NaN,
        found.giniValue(0),
        found.giniValue(1),
        panel.clips());
  }

  /** The clips that both predicted, with equal labels. */
  private static Panel shared(Candidate a, Candidate b) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < b.run().clips().length; i++) {
      places.put(b.set().utterances()[b.run().clips()[i]], i);
    }
    int[] both =
        IntStream.range(0, a.run().clips().length)
            .filter(
                i -> {
                  Integer place = places.get(name(a, i));
                  byte label = a.run().labels()[i];
                  return place != null && label >= 0 && label == b.run().labels()[place];
                })
            .toArray();
    TreeMap<String, Integer> speakers = new TreeMap<>();
    for (int i : both) {
      if (speaker(a, i) != null) {
        speakers.put(speaker(a, i), 0);
      }
    }
    List<String> names = new ArrayList<>(speakers.keySet());
    names.sort(Comparator.naturalOrder());
    for (int i = 0; i < names.size(); i++) {
      speakers.put(names.get(i), i);
    }
    byte[] truth = new byte[both.length];
    int[] speaker = new int[both.length];
    byte[][] predictions = new byte[2][both.length];
    for (int i = 0; i < both.length; i++) {
      truth[i] = a.run().labels()[both[i]];
      speaker[i] = speaker(a, both[i]) == null ? -1 : speakers.get(speaker(a, both[i]));
      predictions[0][i] = a.run().predictions()[both[i]];
      predictions[1][i] = b.run().predictions()[places.get(name(a, both[i]))];
    }
    return new Panel(a.set().classes().size(), truth, speaker, names, predictions);
  }

  private static String name(Candidate candidate, int i) {
    return candidate.set().utterances()[candidate.run().clips()[i]];
  }

  private static String speaker(Candidate candidate, int i) {
    return candidate.set().speakers()[candidate.run().clips()[i]];
  }

  private static List<Comparison> adjusted(List<Comparison> rows) {
    double[] p = MultipleTesting.holm(rows.stream().mapToDouble(Comparison::p).toArray());
    List<Comparison> adjusted = new ArrayList<>();
    for (int i = 0; i < p.length; i++) {
      Comparison row = rows.get(i);
      adjusted.add(
          new Comparison(
              row.key(),
              row.what(),
              row.first(),
              row.second(),
              row.difference(),
              row.p(),
              p[i],
              row.firstGini(),
              row.secondGini(),
              row.n()));
    }
    return adjusted;
  }
}
