package org.plateau.nn.training;

import java.util.ArrayList;
import java.util.List;
import org.plateau.packs.PackEntry;
import org.plateau.stats.Seeds;
import org.plateau.stats.SplitMix64;

/** The batches of an epoch: a permutation of the training clips by (seed, run, epoch) alone. */
final class EpochPlan {
  private final List<PackEntry> clips;
  private final String run;
  private final long seed;
  private final int batchSize;
  private final int steps;

  /**
   * Plans one run.
   *
   * @param dropLastSingle true if a last batch of one clip is left out (networks with batch norm)
   */
  EpochPlan(List<PackEntry> clips, String run, long seed, int batchSize, boolean dropLastSingle) {
    this.clips = List.copyOf(clips);
    this.run = run;
    this.seed = seed;
    this.batchSize = batchSize;
    int full = (clips.size() + batchSize - 1) / batchSize;
    boolean drop = dropLastSingle && batchSize > 1 && clips.size() % batchSize == 1;
    this.steps = drop ? full - 1 : full;
  }

  int steps() {
    return steps;
  }

  /** The batches of an epoch, from 1, in order (Fisher-Yates shuffle). */
  List<List<PackEntry>> batches(int epoch) {
    List<PackEntry> order = new ArrayList<>(clips);
    SplitMix64 random = Seeds.generator(seed, "permutation", run, epoch);
    for (int i = order.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      PackEntry kept = order.get(i);
      order.set(i, order.get(j));
      order.set(j, kept);
    }
    List<List<PackEntry>> batches = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      int begin = step * batchSize;
      batches.add(List.copyOf(order.subList(begin, Math.min(begin + batchSize, order.size()))));
    }
    return batches;
  }

  /** Seed of the engine's generator in one step. */
  int engineSeed(int epoch, long step) {
    return (int) (Seeds.of(seed, "step", run, epoch, step) >>> 33);
  }
}
