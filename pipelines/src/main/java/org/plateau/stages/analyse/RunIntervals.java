package org.plateau.stages.analyse;

import java.util.List;
import org.plateau.stages.testset.Panels;
import org.plateau.stages.testset.TestSet;
import org.plateau.stats.ClassificationMetrics;
import org.plateau.stats.Interval;
import org.plateau.stats.Metric;
import org.plateau.stats.Metrics;
import org.plateau.stats.SpeakerMatrices;
import org.plateau.stats.panel.Panel;
import org.plateau.stats.panel.PanelIntervals;

/** Metrics of the runs of a test set, with replicates that are paired among runs of one panel. */
final class RunIntervals {
  private final List<Metric> metrics = List.copyOf(Metrics.all().values());
  private final int uar = metrics.indexOf(ClassificationMetrics.UAR);
  private final Panel[] panels;
  private final int[] panelNumbers;
  private final int[] places;
  private final PanelIntervals[] intervals;

  RunIntervals(TestSet set, int replicates, long seed) {
    int runs = set.runs().size();
    panels = new Panel[runs];
    panelNumbers = new int[runs];
    places = new int[runs];
    intervals = new PanelIntervals[runs];
    int number = 0;
    for (Panels each : Panels.of(set)) {
      number++;
      PanelIntervals found =
          PanelIntervals.utterances(each.panel(), metrics, replicates, seed, true);
      for (int m = 0; m < each.runs().size(); m++) {
        int run = each.runs().get(m);
        panels[run] = each.panel();
        panelNumbers[run] = number;
        places[run] = m;
        intervals[run] = found;
      }
    }
  }

  List<Metric> metrics() {
    return metrics;
  }

  /** True if the two runs predicted the same labelled clips, so that replicates are paired. */
  boolean paired(int a, int b) {
    return panelNumbers[a] == panelNumbers[b];
  }

  /** The panel of a run. */
  Panel panel(int run) {
    return panels[run];
  }

  /** Counts of a run by speaker. */
  SpeakerMatrices bySpeaker(int run) {
    return panels[run].bySpeaker(places[run]);
  }

  /** Predictions of a run on the clips of its panel. */
  byte[] predictions(int run) {
    return panels[run].predictions()[places[run]];
  }

  double uar(int run) {
    return intervals[run].value(places[run], uar);
  }

  double[] uarReplicates(int run) {
    return intervals[run].replicates(places[run], uar);
  }

  double value(int run, int metric) {
    return metric < metrics.size()
        ? intervals[run].value(places[run], metric)
        : intervals[run].giniValue(places[run]);
  }

  Interval interval(int run, int metric) {
    return metric < metrics.size()
        ? intervals[run].interval(places[run], metric)
        : intervals[run].gini(places[run]);
  }

  double[] replicates(int run, int metric) {
    return metric < metrics.size()
        ? intervals[run].replicates(places[run], metric)
        : intervals[run].giniReplicates(places[run]);
  }
}
