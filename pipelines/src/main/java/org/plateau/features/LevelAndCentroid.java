package org.plateau.features;

import java.util.List;

/**
 * Three numbers a clip that any model should beat: duration in seconds, mean level in dB relative
 * to full scale (10 log10 of the mean square, at least -100), and spectral centroid in Hz (mean
 * frequency of the power spectrum, summed over Hann windows of 512 samples at every 256th; 0 for
 * silence). A clip shorter than one window is padded with zeros.
 */
public final class LevelAndCentroid implements FeatureExtractor {
  /** Name of the feature set. */
  public static final String FEATURE_SET = "duration-level-centroid";

  private static final int SAMPLE_RATE_HZ = 16_000;
  private static final int WINDOW_SAMPLES = 512;
  private static final int HOP_SAMPLES = 256;
  private static final double FLOOR = 1e-10;

  private final RealFft fft = new RealFft(WINDOW_SAMPLES);
  private final double[] window = Windows.periodicHann(WINDOW_SAMPLES);
  private final double[] frame = new double[WINDOW_SAMPLES];
  private final double[] re = new double[fft.bins()];
  private final double[] im = new double[fft.bins()];

  @Override
  public String featureSet() {
    return FEATURE_SET;
  }

  @Override
  public String extractor() {
    return "plateau-duration-level-centroid-v1";
  }

  @Override
  public List<String> names() {
    return List.of("duration_seconds", "level_db", "centroid_hz");
  }

  @Override
  public FeatureMatrix extract(float[] samples) {
    if (samples.length == 0) {
      throw new IllegalArgumentException("a clip needs at least one sample, found 0");
    }
    double square = 0;
    for (float sample : samples) {
      square += (double) sample * sample;
    }
    double level = 10 * Math.log10(Math.max(FLOOR, square / samples.length));
    double duration = (double) samples.length / SAMPLE_RATE_HZ;
    return new FeatureMatrix(
        1, 3, new float[] {(float) duration, (float) level, (float) centroidHz(samples)});
  }

  private double centroidHz(float[] samples) {
    double weighted = 0;
    double total = 0;
    int frames = 1 + Math.max(0, samples.length - WINDOW_SAMPLES) / HOP_SAMPLES;
    for (int f = 0; f < frames; f++) {
      int start = f * HOP_SAMPLES;
      for (int i = 0; i < WINDOW_SAMPLES; i++) {
        frame[i] = start + i < samples.length ? window[i] * samples[start + i] : 0;
      }
      fft.transform(frame, re, im);
      for (int bin = 0; bin < re.length; bin++) {
        double power = re[bin] * re[bin] + im[bin] * im[bin];
        weighted += power * bin * SAMPLE_RATE_HZ / WINDOW_SAMPLES;
        total += power;
      }
    }
    return total > 0 ? weighted / total : 0;
  }
}
