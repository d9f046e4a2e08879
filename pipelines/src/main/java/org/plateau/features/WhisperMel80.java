package org.plateau.features;

import java.util.Arrays;

/**
 * Feature set {@code whisper80}: the log-mel input of OpenAI's Whisper, always 30 s long.
 *
 * <p>The clip is padded with zeros or cut to 480,000 samples; periodic Hann window of 400 samples,
 * hop 160, centred with reflection, power spectrum, the last frame dropped: 3000 frames. 80 Slaney
 * triangles with area norm from 0 to 8000 Hz, v = log10(max(1e-10, power)), nothing below the
 * maximum - 8, then (v + 4) / 4. A clip needs one sample.
 */
public final class WhisperMel80 extends BandFeatures {
  /** Name of the feature set. */
  public static final String FEATURE_SET = "whisper80";

  /** Identity of this implementation. */
  public static final String EXTRACTOR = "plateau-whisper80-v1";

  private static final int BANDS = 80;
  private static final int FFT_LENGTH = 400;
  private static final int CLIP_SAMPLES = 480_000;
  private static final int FRAMES = 3000;
  private static final double MIN_POWER = 1e-10;
  private static final double RANGE_LOG10 = 8;

  private final CentredSpectrogram spectrogram =
      new CentredSpectrogram(
          Windows.periodicHann(FFT_LENGTH),
          LogMel64.HOP_SAMPLES,
          CentredSpectrogram.Extension.REFLECTION,
          MelFilterBank.triangles(
              MelScale.SLANEY, LogMel64.SAMPLE_RATE_HZ, FFT_LENGTH, BANDS, 0, 8000, true));

  /** An extractor for one thread. */
  public WhisperMel80() {
    super(FEATURE_SET, EXTRACTOR, BANDS);
  }

  @Override
  public FeatureMatrix extract(float[] samples) {
    if (samples.length == 0) {
      throw new IllegalArgumentException("clip must have at least 1 sample, found 0");
    }
    double[] logs = new double[FRAMES * BANDS];
    spectrogram.forEachFrame(
        Arrays.copyOf(samples, CLIP_SAMPLES),
        (frame, power) -> {
          for (int band = 0; band < BANDS && frame < FRAMES; band++) {
            logs[frame * BANDS + band] = Math.log10(Math.max(MIN_POWER, power[band]));
          }
        });
    double maximum = Double.NEGATIVE_INFINITY;
    for (double value : logs) {
      maximum = Math.max(maximum, value);
    }
    float[] values = new float[logs.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((Math.max(maximum - RANGE_LOG10, logs[i]) + 4) / 4);
    }
    return new FeatureMatrix(FRAMES, BANDS, values);
  }
}
