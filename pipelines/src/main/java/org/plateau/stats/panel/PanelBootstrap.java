package org.plateau.stats.panel;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.plateau.stats.Resampling;
import org.plateau.stats.Seeds;
import org.plateau.stats.SplitMix64;

/**
 * Resamples the clips of a panel, or whole speakers, for all models at once: each replicate meets
 * every model with the same clips, so that differences of models can be judged. A replicate is a
 * function of the seed and its number alone.
 *
 * <p>Clips: first the number of draws of each stratum (speaker and class) from the multinomial
 * distribution, then the draws within it; together the same as n draws with replacement. Speakers:
 * every known speaker is a cluster, and so is every clip whose speaker is unknown.
 */
public final class PanelBootstrap {
  private static final int CHUNKS = 16;
  private static final int BITS = 64;

  private final Panel panel;
  private final List<Panel.Stratum> strata;
  private final long[] sizes;
  private final int square;
  private final int blocks;
  // place of each stratum's first clip where the clips stand stratum by stratum
  private final int[] starts;
  // by block of 64 models, then by predicted class, then by place of the clip
  private final long[][][] masks;

  /**
   * Takes the counts of one replicate. Called by several threads, each with arrays of its own that
   * the next replicate overwrites.
   */
  public interface Sink {
    /**
     * @param replicate its number
     * @param cells by model: truth x prediction, row-major
     * @param speakerScores by model: UAR of each speaker over the classes drawn, NaN for speakers
     *     without a draw; null where speakers are resampled
     * @param times how often each known speaker was drawn; null where clips are resampled
     */
    void accept(int replicate, long[] cells, double[][] speakerScores, int[] times);
  }

  public PanelBootstrap(Panel panel) {
    this.panel = panel;
    this.strata = panel.strata();
    this.sizes = strata.stream().mapToLong(stratum -> stratum.clips().length).toArray();
    this.square = panel.classes() * panel.classes();
    this.blocks = (panel.models() + BITS - 1) / BITS;
    this.masks = new long[blocks][panel.classes()][panel.clips()];
    this.starts = new int[sizes.length];
    int[] order = new int[panel.clips()];
    int place = 0;
    for (int s = 0; s < sizes.length; s++) {
      starts[s] = place;
      for (int clip : strata.get(s).clips()) {
        order[place++] = clip;
      }
    }
    for (int m = 0; m < panel.models(); m++) {
      byte[] predicted = panel.predictions()[m];
      long[][] block = masks[m / BITS];
      long bit = 1L << (m % BITS);
      for (int i = 0; i < order.length; i++) {
        block[predicted[order[i]]][i] |= bit;
      }
    }
  }

  /** Resamples clips. */
  public void utterances(int replicates, long seed, boolean parallel, Sink sink) {
    run(
        replicates,
        parallel,
        (work, r) -> {
          SplitMix64 random = Seeds.generator(seed, "utterances", r);
          work.clear();
          Resampling.multinomial(panel.clips(), sizes, work.drawn, random);
          work.drawStrata(random, true);
          sink.accept(r, work.cells, work.scores(), null);
        });
  }

  /** Resamples speakers; the cells of {@link Sink} are the pooled clips of those drawn. */
  public void speakers(int replicates, long seed, boolean parallel, Sink sink) {
    int known = panel.speakers().size();
    int[][] bySpeaker = cellsBySpeaker();
    long[] loose = new long[sizes.length];
    for (int s = 0; s < loose.length; s++) {
      loose[s] = strata.get(s).speaker() < 0 ? sizes[s] : 0;
    }
    long unknown = Arrays.stream(loose).sum();
    run(
        replicates,
        parallel,
        (work, r) -> {
          SplitMix64 random = Seeds.generator(seed, "speakers", r);
          work.clear();
          long clips =
              unknown == 0
                  ? 0
                  : Resampling.binomial(
                      known + unknown, (double) unknown / (known + unknown), random);
          for (long i = clips; i < known + unknown; i++) {
            work.times[random.nextInt(known)]++;
          }
          if (clips > 0) {
            Resampling.multinomial(clips, loose, work.drawn, random);
            work.drawStrata(random, false);
          }
          for (int s = 0; s < known; s++) {
            addTimes(work.cells, bySpeaker[s], work.times[s]);
          }
          sink.accept(r, work.cells, null, work.times);
        });
  }

  private static void addTimes(long[] cells, int[] counts, int times) {
    if (times > 0) {
      for (int i = 0; i < counts.length; i++) {
        cells[i] += (long) counts[i] * times;
      }
    }
  }

  private int[][] cellsBySpeaker() {
    int[][] cells = new int[panel.speakers().size()][panel.models() * square];
    for (int m = 0; m < panel.models(); m++) {
      byte[] predicted = panel.predictions()[m];
      for (int i = 0; i < predicted.length; i++) {
        int s = panel.speaker()[i];
        if (s >= 0) {
          cells[s][m * square + panel.truth()[i] * panel.classes() + predicted[i]]++;
        }
      }
    }
    return cells;
  }

  private interface Replicate {
    void draw(Workspace work, int replicate);
  }

  private void run(int replicates, boolean parallel, Replicate replicate) {
    IntStream chunks = IntStream.range(0, CHUNKS);
    (parallel ? chunks.parallel() : chunks)
        .forEach(
            chunk -> {
              Workspace work = new Workspace();
              int from = (int) ((long) replicates * chunk / CHUNKS);
              int to = (int) ((long) replicates * (chunk + 1) / CHUNKS);
              for (int r = from; r < to; r++) {
                replicate.draw(work, r);
              }
            });
  }

  /** What one thread writes on. */
  private final class Workspace {
    private final int models = panel.models();
    private final int classes = panel.classes();
    private final long[] cells = new long[models * square];
    private final long[] drawn = new long[strata.size()];
    private final int[] times = new int[panel.speakers().size()];
    // by speaker, then model
    private final double[][] recalls = new double[panel.speakers().size()][models];
    private final double[][] scores = new double[models][panel.speakers().size()];
    private final int[] defined = new int[panel.speakers().size()];
    private final BitCounter counter = new BitCounter();
    // by block, truth and prediction
    private final BitCounter[][] counters = new BitCounter[blocks][square];
    // places of the clips drawn, by truth, and their number
    private final int[][] chosen = new int[classes][BITS];
    private final int[] numbers = new int[classes];
    private long[] gathered = new long[BITS];

    Workspace() {
      for (BitCounter[] block : counters) {
        Arrays.setAll(block, i -> new BitCounter());
      }
    }

    void clear() {
      Arrays.fill(cells, 0);
      Arrays.fill(times, 0);
      Arrays.fill(defined, 0);
      for (double[] speaker : recalls) {
        Arrays.fill(speaker, 0);
      }
      for (BitCounter[] block : counters) {
        for (BitCounter each : block) {
          each.clear();
        }
      }
    }

    /** Draws within the strata, {@code drawn[s]} clips of stratum s. */
    void drawStrata(SplitMix64 random, boolean withSpeakers) {
      Arrays.fill(numbers, 0);
      for (int s = 0; s < drawn.length; s++) {
        int count = Math.toIntExact(drawn[s]);
        if (count > 0) {
          Panel.Stratum stratum = strata.get(s);
          int from = choose(s, count, random);
          boolean scored = withSpeakers && stratum.speaker() >= 0;
          if (scored) {
            defined[stratum.speaker()]++;
          }
          for (int block = 0; block < blocks; block++) {
            countHits(block, stratum, from, scored);
          }
        }
      }
      for (int block = 0; block < blocks; block++) {
        for (int truth = 0; truth < classes; truth++) {
          countErrors(block, truth);
        }
        int size = Math.min(BITS, models - block * BITS);
        for (int i = 0; i < square; i++) {
          counters[block][i].addTo(cells, block * BITS * square + i, square, size);
        }
      }
      fillLeftOut();
    }

    /** Draws clips of a stratum; returns where they begin among those of their truth. */
    private int choose(int s, int count, SplitMix64 random) {
      int truth = strata.get(s).truth();
      int from = numbers[truth];
      int to = from + count;
      if (chosen[truth].length < to) {
        chosen[truth] = Arrays.copyOf(chosen[truth], 2 * to);
      }
      int[] places = chosen[truth];
      int first = starts[s];
      int size = (int) sizes[s];
      for (int i = from; i < to; i++) {
        places[i] = first + random.nextInt(size);
      }
      numbers[truth] = to;
      return from;
    }

    /** Counts the clips from a place on of a stratum that models got right. */
    private void countHits(int block, Panel.Stratum stratum, int from, boolean scored) {
      int truth = stratum.truth();
      BitCounter hits = counters[block][truth * classes + truth];
      int count = gather(masks[block][truth], truth, from);
      if (scored) {
        counter.clear();
        counter.add(gathered, count);
        int size = Math.min(BITS, models - block * BITS);
        counter.addShares(recalls[stratum.speaker()], block * BITS, size, count);
        hits.add(counter);
      } else {
        hits.add(gathered, count);
      }
    }

    /** Counts what else models said of the clips of a class: without speakers, all at once. */
    private void countErrors(int block, int truth) {
      for (int p = 0; p < classes; p++) {
        if (p != truth && p != leftOut(truth)) {
          int count = gather(masks[block][p], truth, 0);
          counters[block][truth * classes + p].add(gathered, count);
        }
      }
    }

    /** Fills {@code gathered}; returns how many masks stand there. */
    private int gather(long[] source, int truth, int from) {
      int[] places = chosen[truth];
      int count = numbers[truth] - from;
      if (gathered.length < count) {
        gathered = new long[2 * count];
      }
      long[] target = gathered;
      for (int i = 0; i < count; i++) {
        target[i] = source[places[from + i]];
      }
      return count;
    }

    /** The prediction that is not counted, but follows from the others. */
    private int leftOut(int truth) {
      return truth == classes - 1 ? classes - 2 : classes - 1;
    }

    private void fillLeftOut() {
      if (classes == 1) {
        return;
      }
      for (int m = 0; m < models; m++) {
        for (int t = 0; t < classes; t++) {
          long rest = numbers[t];
          int row = m * square + t * classes;
          for (int p = 0; p < classes; p++) {
            rest -= cells[row + p];
          }
          cells[row + leftOut(t)] += rest;
        }
      }
    }

    double[][] scores() {
      for (int s = 0; s < defined.length; s++) {
        for (int m = 0; m < models; m++) {
          scores[m][s] = defined[s] == 0 ? Double.NaN : recalls[s][m] / defined[s];
        }
      }
      return scores;
    }
  }
}
