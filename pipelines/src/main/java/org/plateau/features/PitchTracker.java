package org.plateau.features;

import java.util.Arrays;

/**
 * Fundamental frequency and periodicity of each frame by normalised autocorrelation (the idea of
 * Boersma 1993): frames of 640 samples (40 ms) centred on every 160th sample with zeros beyond the
 * ends, mean removed, Hann window, autocorrelation divided by the window's own. The best lag
 * between 60 and 500 Hz, with a small cost for long lags against octave errors, is refined by a
 * parabola. No smoothing over time. Reused from clip to clip; not safe for use by two threads at
 * once.
 */
final class PitchTracker {
  private static final int SAMPLE_RATE_HZ = 16_000;
  private static final int FRAME_SAMPLES = 640;
  private static final int HOP_SAMPLES = 160;
  private static final int FFT_LENGTH = 1024;
  private static final int MIN_LAG = 32;
  private static final int MAX_LAG = 266;
  private static final double COST_PER_OCTAVE = 0.01;

  private final double[] window = new double[FRAME_SAMPLES];
  private final RealFft fft = new RealFft(FFT_LENGTH);
  private final double[] frame = new double[FFT_LENGTH];
  private final double[] re = new double[FFT_LENGTH / 2 + 1];
  private final double[] im = new double[FFT_LENGTH / 2 + 1];
  private final double[] windowCorrelation = new double[MAX_LAG + 2];
  private final double[] cost = new double[MAX_LAG + 1];
  private final double[] correlation = new double[MAX_LAG + 2];

  PitchTracker() {
    for (int i = 0; i < FRAME_SAMPLES; i++) {
      window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / FRAME_SAMPLES);
    }
    for (int lag = MIN_LAG; lag <= MAX_LAG; lag++) {
      cost[lag] = COST_PER_OCTAVE * Math.log((double) lag / MAX_LAG) / Math.log(2);
    }
    System.arraycopy(window, 0, frame, 0, FRAME_SAMPLES);
    double energy = autocorrelate();
    for (int lag = 0; lag < windowCorrelation.length; lag++) {
      windowCorrelation[lag] = re[lag] / energy;
    }
  }

  /**
   * One value a frame each.
   *
   * @param hz best frequency, also where the frame is not periodic
   * @param periodicity normalised autocorrelation there, about 0 (noise) to 1 (periodic)
   */
  record Track(double[] hz, double[] periodicity) {}

  /** Tracks {@code 1 + floor(samples / 160)} frames. */
  Track track(float[] samples) {
    int frames = 1 + samples.length / HOP_SAMPLES;
    double[] hz = new double[frames];
    double[] periodicity = new double[frames];
    for (int t = 0; t < frames; t++) {
      loadFrame(samples, t * HOP_SAMPLES - FRAME_SAMPLES / 2);
      double energy = autocorrelate();
      for (int lag = 0; lag < correlation.length; lag++) {
        correlation[lag] = energy > 0 ? re[lag] / energy / windowCorrelation[lag] : 0;
      }
      int best = bestLag();
      hz[t] = SAMPLE_RATE_HZ / (best + parabolaOffset(best));
      periodicity[t] = correlation[best];
    }
    return new Track(hz, periodicity);
  }

  private void loadFrame(float[] samples, int start) {
    double sum = 0;
    for (int i = 0; i < FRAME_SAMPLES; i++) {
      int at = start + i;
      frame[i] = at >= 0 && at < samples.length ? samples[at] : 0;
      sum += frame[i];
    }
    double mean = sum / FRAME_SAMPLES;
    for (int i = 0; i < FRAME_SAMPLES; i++) {
      frame[i] = (frame[i] - mean) * window[i];
    }
  }

  /** Leaves the autocorrelation of the frame in {@code re}, lag by lag; returns lag 0. */
  private double autocorrelate() {
    Arrays.fill(frame, FRAME_SAMPLES, FFT_LENGTH, 0);
    fft.transform(frame, re, im);
    for (int k = 0; k < re.length; k++) {
      double power = re[k] * re[k] + im[k] * im[k];
      frame[k] = power;
      frame[(FFT_LENGTH - k) % FFT_LENGTH] = power;
    }
    fft.transform(frame, re, im);
    return re[0];
  }

  private int bestLag() {
    int best = MIN_LAG;
    for (int lag = MIN_LAG + 1; lag <= MAX_LAG; lag++) {
      if (correlation[lag] - cost[lag] > correlation[best] - cost[best]) {
        best = lag;
      }
    }
    return best;
  }

  private double parabolaOffset(int lag) {
    double before = correlation[lag - 1];
    double after = correlation[lag + 1];
    double curvature = before - 2 * correlation[lag] + after;
    if (curvature >= 0) {
      return 0;
    }
    return Math.max(-0.5, Math.min(0.5, 0.5 * (before - after) / curvature));
  }
}
