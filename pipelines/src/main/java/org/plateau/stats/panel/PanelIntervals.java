package org.plateau.stats.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.plateau.stats.Bca;
import org.plateau.stats.ClassificationMetrics;
import org.plateau.stats.ConfusionMatrix;
import org.plateau.stats.Interval;
import org.plateau.stats.IntervalEnds;
import org.plateau.stats.Metric;
import org.plateau.stats.Percentiles;
import org.plateau.stats.SpeakerScores;

/**
 * Values and intervals of a panel's models, and the replicates behind them. The Gini coefficient of
 * the speakers' UAR stands beside the metrics. Replicate r of each model is of the same clips (or
 * speakers).
 */
public final class PanelIntervals {
  private final List<Metric> metrics;
  private final double[][][] replicates;
  private final double[][] values;
  private final double[][] ginis;
  private final double[] giniValues;
  private final long units;
  private final long giniUnits;
  private final boolean ofSpeakers;

  private PanelIntervals(
      Panel panel,
      List<Metric> metrics,
      int count,
      long units,
      long giniUnits,
      boolean ofSpeakers) {
    this.ofSpeakers = ofSpeakers;
    this.metrics = List.copyOf(metrics);
    this.replicates = new double[panel.models()][metrics.size()][count];
    this.values = new double[panel.models()][metrics.size()];
    this.ginis = new double[panel.models()][count];
    this.giniValues = new double[panel.models()];
    this.units = units;
    this.giniUnits = giniUnits;
    for (int m = 0; m < panel.models(); m++) {
      ConfusionMatrix whole = panel.matrix(m);
      for (int k = 0; k < metrics.size(); k++) {
        values[m][k] = metrics.get(k).value(whole);
      }
      giniValues[m] = SpeakerScores.of(panel.bySpeaker(m), ClassificationMetrics.UAR).gini();
    }
  }

  /** Resamples clips; n of the intervals is the number of clips. */
  public static PanelIntervals utterances(
      Panel panel, List<Metric> metrics, int replicates, long seed, boolean parallel) {
    PanelIntervals found =
        new PanelIntervals(panel, metrics, replicates, panel.clips(), panel.clips(), false);
    if (panel.clips() > 0) {
      ThreadLocal<SortedGini.Scratch> scratch =
          ThreadLocal.withInitial(() -> new SortedGini.Scratch(panel.speakers().size()));
      new PanelBootstrap(panel)
          .utterances(
              replicates,
              seed,
              parallel,
              (r, cells, scores, times) -> {
                found.put(panel, r, cells);
                SortedGini.Scratch own = scratch.get();
                for (int m = 0; m < panel.models(); m++) {
                  found.ginis[m][r] = SortedGini.of(scores[m], own);
                }
              });
    }
    return found;
  }

  /**
   * Resamples speakers; n of the intervals is the number of clusters, that of the Gini coefficient
   * the number of known speakers.
   */
  public static PanelIntervals speakers(
      Panel panel, List<Metric> metrics, int replicates, long seed, boolean parallel) {
    long unknown = 0;
    for (int speaker : panel.speaker()) {
      unknown += speaker < 0 ? 1 : 0;
    }
    int known = panel.speakers().size();
    PanelIntervals found =
        new PanelIntervals(panel, metrics, replicates, known + unknown, known, true);
    if (known > 0) {
      List<SortedGini> sorted = new ArrayList<>();
      for (int m = 0; m < panel.models(); m++) {
        sorted.add(new SortedGini(found.speakerScores(panel, m)));
      }
      new PanelBootstrap(panel)
          .speakers(
              replicates,
              seed,
              parallel,
              (r, cells, scores, times) -> {
                found.put(panel, r, cells);
                for (int m = 0; m < panel.models(); m++) {
                  found.ginis[m][r] = sorted.get(m).drawn(times);
                }
              });
    }
    return found;
  }

  private double[] speakerScores(Panel panel, int model) {
    Map<String, ConfusionMatrix> matrices = panel.bySpeaker(model).bySpeaker();
    return panel.speakers().stream()
        .mapToDouble(name -> ClassificationMetrics.UAR.value(matrices.get(name)))
        .toArray();
  }

  private void put(Panel panel, int replicate, long[] cells) {
    int classes = panel.classes();
    long[] own = new long[classes * classes];
    for (int m = 0; m < panel.models(); m++) {
      System.arraycopy(cells, m * own.length, own, 0, own.length);
      ConfusionMatrix matrix = ConfusionMatrix.of(classes, own);
      for (int k = 0; k < metrics.size(); k++) {
        replicates[m][k][replicate] = metrics.get(k).value(matrix);
      }
    }
  }

  /** Interval of a model's metric, by the metric's place in the list given. */
  public Interval interval(int model, int metric) {
    if (units == 0) {
      return new Interval(values[model][metric], Double.NaN, Double.NaN, 0, 0, 0);
    }
    return Percentiles.interval(values[model][metric], units, replicates[model][metric]);
  }

  /**
   * Interval of a model's metric with the ends asked for.
   *
   * @param panel the panel that was resampled
   */
  public Interval interval(Panel panel, int model, int metric, IntervalEnds ends) {
    if (units == 0 || ends == IntervalEnds.PERCENTILE) {
      return interval(model, metric);
    }
    double acceleration =
        ofSpeakers
            ? Bca.ofSpeakers(panel.bySpeaker(model), metrics.get(metric))
            : Bca.ofClips(panel.matrix(model), metrics.get(metric));
    return Bca.interval(values[model][metric], units, acceleration, replicates[model][metric]);
  }

  /** Interval of the Gini coefficient of the speakers' UAR. */
  public Interval gini(int model) {
    if (giniUnits == 0) {
      return new Interval(giniValues[model], Double.NaN, Double.NaN, 0, 0, 0);
    }
    return Percentiles.interval(giniValues[model], giniUnits, ginis[model]);
  }

  /** Replicates of a model's metric; the caller must not change them. */
  public double[] replicates(int model, int metric) {
    return replicates[model][metric];
  }

  /** Replicates of a model's Gini coefficient; the caller must not change them. */
  public double[] giniReplicates(int model) {
    return ginis[model];
  }

  public double value(int model, int metric) {
    return values[model][metric];
  }

  public double giniValue(int model) {
    return giniValues[model];
  }
}
