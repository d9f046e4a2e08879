package org.plateau.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Feature set {@code mel-s}: one row of 496 statistics over time, open and licence free.
 *
 * <p>Frames are those of {@link LogMel64} (512 samples every 160, 64 Slaney bands, 50 to 8000 Hz).
 * A frame is active if its power is within 40 dB of the loudest frame's; statistics are taken over
 * active frames, and every level is relative to their mean power (floor -80 dB). So neither the
 * recording gain nor silence before or after the speech matters. In this order:
 *
 * <ul>
 *   <li>{@code mel0..63}: relative level of each band in dB; mean, standard deviation (divisor n),
 *       percentiles 10, 50, 90
 *   <li>{@code mfcc0..19}: orthonormal DCT-II of those levels; the same five
 *   <li>{@code mfcc0..19_delta}: regression slope over +-2 frames; standard deviation, percentiles
 *       10, 90
 *   <li>pitch ({@code f0}, semitones above 27.5 Hz, over voiced frames: active and periodicity
 *       above .5), level and timing: {@link Prosody}
 * </ul>
 *
 * <p>A clip needs 257 samples as for {@link LogMel64}; digital silence gives finite values.
 */
public final class MelStatistics implements FeatureExtractor {
  /** Name of the feature set. */
  public static final String FEATURE_SET = "mel-s";

  /** Identity of this implementation; raise it when any value changes. */
  public static final String EXTRACTOR = "plateau-mel-s-v1";

  private static final int BANDS = LogMel64.BANDS;
  private static final int COEFFICIENTS = 20;
  private static final double ACTIVE_POWER_RATIO = 1e-4;
  private static final double POWER_FLOOR = 1e-8;
  private static final List<String> NAMES = columnNames();

  private final CentredSpectrogram spectrogram = LogMel64.spectrogram();
  private final CosineTransform cosine = new CosineTransform(BANDS, COEFFICIENTS);
  private final PitchTracker pitch = new PitchTracker();

  @Override
  public String featureSet() {
    return FEATURE_SET;
  }

  @Override
  public String extractor() {
    return EXTRACTOR;
  }

  @Override
  public List<String> names() {
    return NAMES;
  }

  @Override
  public FeatureMatrix extract(float[] samples) {
    double[][] power = new double[spectrogram.frames(samples.length)][];
    spectrogram.forEachFrame(samples, (frame, mel) -> power[frame] = mel.clone());
    double[] framePower = new double[power.length];
    for (int t = 0; t < power.length; t++) {
      framePower[t] = Arrays.stream(power[t]).sum();
    }
    boolean[] active = activeFrames(framePower);
    double reference = Contour.mean(Contour.select(framePower, active));

    Row row = new Row(NAMES.size());
    double[][] levels = relativeLevels(power, reference / BANDS);
    double[][] cepstra = cepstra(levels);
    for (int band = 0; band < BANDS; band++) {
      row.addFive(Contour.select(column(levels, band), active));
    }
    for (double[] cepstrum : cepstra) {
      row.addFive(Contour.select(cepstrum, active));
    }
    for (double[] cepstrum : cepstra) {
      double[] slopes = Contour.select(Contour.delta(cepstrum), active);
      double[] deciles = Contour.deciles(slopes);
      row.add(Contour.deviation(slopes), deciles[0], deciles[2]);
    }
    double[] frameLevels = new double[framePower.length];
    for (int t = 0; t < frameLevels.length; t++) {
      frameLevels[t] = decibels(framePower[t], reference);
    }
    row.add(Prosody.statistics(pitch.track(samples), frameLevels, active));
    return new FeatureMatrix(1, row.values.length, row.values);
  }

  private static boolean[] activeFrames(double[] framePower) {
    double threshold = ACTIVE_POWER_RATIO * Arrays.stream(framePower).max().orElse(0);
    boolean[] active = new boolean[framePower.length];
    for (int t = 0; t < active.length; t++) {
      active[t] = framePower[t] >= threshold;
    }
    return active;
  }

  private static double[][] relativeLevels(double[][] power, double reference) {
    double[][] levels = new double[power.length][BANDS];
    for (int t = 0; t < power.length; t++) {
      for (int band = 0; band < BANDS; band++) {
        levels[t][band] = decibels(power[t][band], reference);
      }
    }
    return levels;
  }

  private static double decibels(double power, double reference) {
    double ratio = reference > 0 ? power / reference : 0;
    return 10 * Math.log10(Math.max(POWER_FLOOR, ratio));
  }

  private double[][] cepstra(double[][] levels) {
    double[][] cepstra = new double[COEFFICIENTS][levels.length];
    for (int t = 0; t < levels.length; t++) {
      for (int k = 0; k < COEFFICIENTS; k++) {
        cepstra[k][t] = cosine.coefficient(k, levels[t]);
      }
    }
    return cepstra;
  }

  private static double[] column(double[][] rows, int column) {
    double[] values = new double[rows.length];
    for (int t = 0; t < rows.length; t++) {
      values[t] = rows[t][column];
    }
    return values;
  }

  private static List<String> columnNames() {
    List<String> names = new ArrayList<>();
    for (int band = 0; band < BANDS; band++) {
      addFive(names, "mel" + band);
    }
    for (int k = 0; k < COEFFICIENTS; k++) {
      addFive(names, "mfcc" + k);
    }
    for (int k = 0; k < COEFFICIENTS; k++) {
      for (String statistic : List.of("sd", "p10", "p90")) {
        names.add("mfcc" + k + "_delta_" + statistic);
      }
    }
    names.addAll(Prosody.NAMES);
    return List.copyOf(names);
  }

  private static void addFive(List<String> names, String quantity) {
    for (String statistic : List.of("mean", "sd", "p10", "p50", "p90")) {
      names.add(quantity + "_" + statistic);
    }
  }

  /** One row being filled from left to right. */
  private static final class Row {
    private final float[] values;
    private int next;

    Row(int length) {
      values = new float[length];
    }

    void add(double... statistics) {
      for (double statistic : statistics) {
        values[next++] = (float) statistic;
      }
    }

    void addFive(double[] contour) {
      add(Contour.mean(contour), Contour.deviation(contour));
      add(Contour.deciles(contour));
    }
  }
}
