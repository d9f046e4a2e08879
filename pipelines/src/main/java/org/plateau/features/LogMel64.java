package org.plateau.features;

/**
 * Feature set {@code logmel64}: 64 log-mel bands in dB as the PANNs networks expect them at 16 kHz
 * (Kong et al. 2020, torchlibrosa).
 *
 * <p>Periodic Hann window of 512 samples, hop 160, centred with reflection, power spectrum, 64
 * Slaney triangles with area norm from 50 to 8000 Hz, 10 log10(max(1e-10, power)). A clip of n
 * samples gives 1 + floor(n / 160) frames; n must be at least 257, since reflection needs half a
 * window: callers pad shorter clips with zeros first. Digital silence is -100 dB.
 */
public final class LogMel64 extends BandFeatures {
  /** Name of the feature set. */
  public static final String FEATURE_SET = "logmel64";

  /** Identity of this implementation. */
  public static final String EXTRACTOR = "plateau-logmel64-v1";

  /** Columns. */
  public static final int BANDS = 64;

  static final int SAMPLE_RATE_HZ = 16_000;
  static final int FFT_LENGTH = 512;
  static final int HOP_SAMPLES = 160;
  static final double MIN_HZ = 50;
  static final double MAX_HZ = 8000;

  private static final double MIN_POWER = 1e-10;

  private final CentredSpectrogram spectrogram = spectrogram();

  static CentredSpectrogram spectrogram() {
    return new CentredSpectrogram(
        Windows.periodicHann(FFT_LENGTH),
        HOP_SAMPLES,
        CentredSpectrogram.Extension.REFLECTION,
        MelFilterBank.triangles(
            MelScale.SLANEY, SAMPLE_RATE_HZ, FFT_LENGTH, BANDS, MIN_HZ, MAX_HZ, true));
  }

  /** An extractor for one thread. */
  public LogMel64() {
    super(FEATURE_SET, EXTRACTOR, BANDS);
  }

  @Override
  public FeatureMatrix extract(float[] samples) {
    int frames = spectrogram.frames(samples.length);
    float[] values = new float[frames * BANDS];
    spectrogram.forEachFrame(
        samples,
        (frame, power) -> {
          int offset = frame * BANDS;
          for (int band = 0; band < BANDS; band++) {
            values[offset + band] = (float) (10 * Math.log10(Math.max(MIN_POWER, power[band])));
          }
        });
    return new FeatureMatrix(frames, BANDS, values);
  }
}
