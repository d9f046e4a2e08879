package org.plateau.features;

import java.util.List;

/**
 * The last columns of {@link MelStatistics}: pitch, level and timing of one clip.
 *
 * <ul>
 *   <li>{@code voiced_share}: voiced frames among active ones
 *   <li>{@code f0_*}: semitones above 27.5 Hz over voiced frames; {@code f0_step}: mean absolute
 *       change between neighbouring voiced frames. Fewer than three voiced frames: 30 semitones
 *       (156 Hz), no spread
 *   <li>{@code level_*}: frame power in dB relative to the mean over active frames; {@code
 *       level_step}: mean absolute regression slope a frame
 *   <li>{@code periodicity_*}: over active frames
 *   <li>{@code active_share}: active frames between the first and the last active one; {@code
 *       log_frames}: natural logarithm of the number of frames between them
 * </ul>
 */
final class Prosody {
  static final List<String> NAMES =
      List.of(
          "voiced_share",
          "f0_mean",
          "f0_sd",
          "f0_p10",
          "f0_p50",
          "f0_p90",
          "f0_step",
          "level_sd",
          "level_p10",
          "level_p50",
          "level_p90",
          "level_step",
          "periodicity_mean",
          "periodicity_sd",
          "active_share",
          "log_frames");

  private static final double VOICED_ABOVE = 0.5;
  private static final int MIN_VOICED_FRAMES = 3;
  private static final double NEUTRAL_SEMITONES = 30;
  private static final double REFERENCE_HZ = 27.5;

  private Prosody() {}

  /** The values in the order of {@link #NAMES}; at least one frame must be active. */
  static double[] statistics(PitchTracker.Track track, double[] levels, boolean[] active) {
    double[] statistics = new double[NAMES.size()];
    System.arraycopy(pitch(track, active), 0, statistics, 0, 7);
    System.arraycopy(level(levels, active), 0, statistics, 7, 5);
    double[] periodicity = Contour.select(track.periodicity(), active);
    statistics[12] = Contour.mean(periodicity);
    statistics[13] = Contour.deviation(periodicity);
    int span = span(active);
    statistics[14] = (double) periodicity.length / span;
    statistics[15] = Math.log(span);
    return statistics;
  }

  private static double[] pitch(PitchTracker.Track track, boolean[] active) {
    boolean[] voiced = new boolean[active.length];
    double[] semitones = new double[active.length];
    int activeFrames = 0;
    for (int t = 0; t < active.length; t++) {
      activeFrames += active[t] ? 1 : 0;
      voiced[t] = active[t] && track.periodicity()[t] > VOICED_ABOVE;
      semitones[t] = 12 * Math.log(track.hz()[t] / REFERENCE_HZ) / Math.log(2);
    }
    double[] melody = Contour.select(semitones, voiced);
    double voicedShare = (double) melody.length / activeFrames;
    if (melody.length < MIN_VOICED_FRAMES) {
      melody = new double[] {NEUTRAL_SEMITONES};
    }
    double[] deciles = Contour.deciles(melody);
    return new double[] {
      voicedShare,
      Contour.mean(melody),
      Contour.deviation(melody),
      deciles[0],
      deciles[1],
      deciles[2],
      meanStep(semitones, voiced)
    };
  }

  private static double[] level(double[] levels, boolean[] active) {
    double[] activeLevels = Contour.select(levels, active);
    double[] deciles = Contour.deciles(activeLevels);
    double[] slopes = Contour.select(Contour.delta(levels), active);
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] = Math.abs(slopes[i]);
    }
    return new double[] {
      Contour.deviation(activeLevels), deciles[0], deciles[1], deciles[2], Contour.mean(slopes)
    };
  }

  /** Frames from the first to the last active one, both included. */
  private static int span(boolean[] active) {
    int first = 0;
    while (!active[first]) {
      first++;
    }
    int last = active.length - 1;
    while (!active[last]) {
      last--;
    }
    return last - first + 1;
  }

  private static double meanStep(double[] semitones, boolean[] voiced) {
    double sum = 0;
    int steps = 0;
    for (int t = 1; t < semitones.length; t++) {
      if (voiced[t] && voiced[t - 1]) {
        sum += Math.abs(semitones[t] - semitones[t - 1]);
        steps++;
      }
    }
    return steps == 0 ? 0 : sum / steps;
  }
}
