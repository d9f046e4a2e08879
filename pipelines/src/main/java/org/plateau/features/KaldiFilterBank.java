package org.plateau.features;

/**
 * Kaldi's log filter bank of any window and number of bands, defined at {@link FilterBank128}.
 * Reused from clip to clip; not safe for use by two threads at once.
 */
final class KaldiFilterBank {
  static final int FRAME_SAMPLES = 400;

  private static final int FFT_LENGTH = 512;
  private static final int HOP_SAMPLES = LogMel64.HOP_SAMPLES;
  private static final double PRE_EMPHASIS = 0.97;
  private static final double MIN_POWER = 0x1p-23;
  private static final double MIN_HZ = 20;
  private static final double MAX_HZ = 8000;

  private final double[] window;
  private final MelFilterBank filters;
  private final RealFft fft = new RealFft(FFT_LENGTH);
  private final double[] frame = new double[FFT_LENGTH];
  private final double[] re = new double[FFT_LENGTH / 2 + 1];
  private final double[] im = new double[FFT_LENGTH / 2 + 1];
  private final double[] mel;

  KaldiFilterBank(double[] window, int bands) {
    if (window.length != FRAME_SAMPLES) {
      throw new IllegalArgumentException(
          "window must have %d samples, found %d".formatted(FRAME_SAMPLES, window.length));
    }
    this.window = window;
    this.filters =
        MelFilterBank.melTriangles(LogMel64.SAMPLE_RATE_HZ, FFT_LENGTH, bands, MIN_HZ, MAX_HZ);
    this.mel = new double[bands];
  }

  FeatureMatrix extract(float[] samples) {
    if (samples.length < FRAME_SAMPLES) {
      throw new IllegalArgumentException(
          "clip must have at least %d samples for one frame, found %d: pad it with zeros"
              .formatted(FRAME_SAMPLES, samples.length));
    }
    int frames = 1 + (samples.length - FRAME_SAMPLES) / HOP_SAMPLES;
    int bands = filters.bands();
    float[] values = new float[frames * bands];
    for (int t = 0; t < frames; t++) {
      loadFrame(samples, t * HOP_SAMPLES);
      fft.transform(frame, re, im);
      for (int k = 0; k < re.length; k++) {
        re[k] = re[k] * re[k] + im[k] * im[k];
      }
      filters.apply(re, mel);
      for (int band = 0; band < bands; band++) {
        values[t * bands + band] = (float) Math.log(Math.max(MIN_POWER, mel[band]));
      }
    }
    return new FeatureMatrix(frames, bands, values);
  }

  private void loadFrame(float[] samples, int start) {
    double sum = 0;
    for (int i = 0; i < FRAME_SAMPLES; i++) {
      sum += samples[start + i];
    }
    double mean = sum / FRAME_SAMPLES;
    double previous = samples[start] - mean;
    for (int i = 0; i < FRAME_SAMPLES; i++) {
      double sample = samples[start + i] - mean;
      frame[i] = (sample - PRE_EMPHASIS * previous) * window[i];
      previous = sample;
    }
  }
}
