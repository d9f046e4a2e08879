package org.plateau.stats.panel;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.plateau.stats.Calibration;
import org.plateau.stats.Interval;
import org.plateau.stats.Percentiles;
import org.plateau.stats.Seeds;
import org.plateau.stats.SplitMix64;

/**
 * Replicates of calibration error, Brier score and log loss of models with the same clips. Each
 * replicate draws the clips with replacement, the same for all models; it is a function of the seed
 * and its number alone.
 */
public final class ConfidenceIntervals {
  private static final int CHUNKS = 16;

  private final int clips;
  // by model, then by replicate
  private final double[][] errors;
  private final double[][] briers;
  private final double[][] losses;

  /**
   * @param models at least one, all of equally many clips
   */
  public ConfidenceIntervals(List<Confidence> models, int replicates, long seed) {
    this.clips = models.get(0).clips();
    for (Confidence model : models) {
      if (model.clips() != clips) {
        throw new IllegalArgumentException(
            "models must have the same clips, found %d and %d".formatted(clips, model.clips()));
      }
    }
    this.errors = new double[models.size()][replicates];
    this.briers = new double[models.size()][replicates];
    this.losses = new double[models.size()][replicates];
    IntStream.range(0, clips == 0 ? 0 : CHUNKS)
        .parallel()
        .forEach(
            chunk -> {
              int[] times = new int[clips];
              int from = (int) ((long) replicates * chunk / CHUNKS);
              int to = (int) ((long) replicates * (chunk + 1) / CHUNKS);
              for (int r = from; r < to; r++) {
                draw(times, Seeds.generator(seed, "confidence", r));
                for (int m = 0; m < models.size(); m++) {
                  add(m, r, models.get(m), times);
                }
              }
            });
  }

  private static void draw(int[] times, SplitMix64 random) {
    Arrays.fill(times, 0);
    for (int i = 0; i < times.length; i++) {
      times[random.nextInt(times.length)]++;
    }
  }

  private void add(int m, int r, Confidence model, int[] times) {
    double[] gaps = new double[Calibration.BINS];
    double square = 0;
    double loss = 0;
    for (int i = 0; i < times.length; i++) {
      gaps[model.bins()[i]] += times[i] * (double) model.gaps()[i];
      square += times[i] * (double) model.squares()[i];
      loss += times[i] * (double) model.losses()[i];
    }
    double error = 0;
    for (double gap : gaps) {
      error += Math.abs(gap);
    }
    errors[m][r] = error / clips;
    briers[m][r] = square / clips;
    losses[m][r] = loss / clips;
  }

  /** Interval of a model's calibration error. */
  public Interval error(int model, double value) {
    return interval(value, errors[model]);
  }

  /** Interval of a model's Brier score. */
  public Interval brier(int model, double value) {
    return interval(value, briers[model]);
  }

  /** Interval of a model's log loss. */
  public Interval logLoss(int model, double value) {
    return interval(value, losses[model]);
  }

  private Interval interval(double value, double... replicates) {
    return clips == 0
        ? new Interval(value, Double.NaN, Double.NaN, 0, 0, 0)
        : Percentiles.interval(value, clips, replicates);
  }
}
