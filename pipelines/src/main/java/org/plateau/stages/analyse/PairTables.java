package org.plateau.stages.analyse;

import java.util.Arrays;
import org.plateau.stages.testset.RunClips;
import org.plateau.stages.testset.TestSet;
import org.plateau.stats.compare.PairCounts;
import org.plateau.stats.panel.Panel;

/** Counts of two runs on the clips that both predicted. */
final class PairTables {
  private final TestSet set;
  private final RunIntervals intervals;
  private final boolean someUnlabelled;

  PairTables(TestSet set, RunIntervals intervals) {
    this.set = set;
    this.intervals = intervals;
    this.someUnlabelled = set.runs().stream().anyMatch(PairTables::hasUnlabelled);
  }

  private static boolean hasUnlabelled(RunClips run) {
    for (byte label : run.labels()) {
      if (label < 0) {
        return true;
      }
    }
    return false;
  }

  /** Clips with a label. */
  PairCounts labelled(int a, int b) {
    Panel panel = intervals.panel(a);
    if (intervals.paired(a, b)) {
      return PairCounts.of(
          panel.classes(), panel.truth(), intervals.predictions(a), intervals.predictions(b));
    }
    return common(a, b, false);
  }

  /** All clips, with truth 0 throughout: for what compares the answers alone. */
  PairCounts answers(int a, int b) {
    return someUnlabelled ? common(a, b, true) : labelled(a, b);
  }

  private PairCounts common(int first, int second, boolean unlabelled) {
    RunClips a = set.runs().get(first);
    RunClips b = set.runs().get(second);
    PairCounts counts = new PairCounts(set.classes().size());
    int i = 0;
    int j = 0;
    while (i < a.clips().length && j < b.clips().length) {
      int order = Integer.compare(a.clips()[i], b.clips()[j]);
      if (order == 0) {
        byte label = a.labels()[i];
        if (unlabelled) {
          counts.add(0, a.predictions()[i], b.predictions()[j]);
        } else if (label >= 0 && label == b.labels()[j]) {
          counts.add(label, a.predictions()[i], b.predictions()[j]);
        }
      }
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return counts;
  }

  /** Replicates of UAR(a) - UAR(b), or null where the runs have different clips. */
  double[] differences(int a, int b) {
    if (!intervals.paired(a, b)) {
      return null;
    }
    double[] first = intervals.uarReplicates(a);
    double[] second = intervals.uarReplicates(b);
    double[] differences = new double[first.length];
    Arrays.setAll(differences, r -> first[r] - second[r]);
    return differences;
  }
}
