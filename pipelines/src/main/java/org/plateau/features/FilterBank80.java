package org.plateau.features;

/**
 * Feature set {@code fbank80}: the filter bank in front of SpeechBrain's ECAPA-TDNN, without its
 * sentence mean (the network's own front end subtracts that).
 *
 * <p>Periodic Hamming window of 400 samples, hop 160, centred with zeros beyond the ends, power
 * spectrum, 80 symmetric triangles on the HTK scale from 0 to 8000 Hz, 10 log10(max(1e-10, power)),
 * then nothing below the clip's maximum - 80 dB. A clip of n >= 1 samples gives 1 + floor(n / 160)
 * frames. The floor depends on the whole clip: extract before cropping or cropped, never mixed.
 */
public final class FilterBank80 extends BandFeatures {
  /** Name of the feature set. */
  public static final String FEATURE_SET = "fbank80";

  /** Identity of this implementation. */
  public static final String EXTRACTOR = "plateau-fbank80-v1";

  private static final int BANDS = 80;
  private static final int FFT_LENGTH = 400;
  private static final double MIN_POWER = 1e-10;
  private static final double RANGE_DB = 80;

  private final CentredSpectrogram spectrogram =
      new CentredSpectrogram(
          Windows.periodicHamming(FFT_LENGTH),
          LogMel64.HOP_SAMPLES,
          CentredSpectrogram.Extension.ZEROS,
          MelFilterBank.symmetricTriangles(LogMel64.SAMPLE_RATE_HZ, FFT_LENGTH, BANDS));

  /** An extractor for one thread. */
  public FilterBank80() {
    super(FEATURE_SET, EXTRACTOR, BANDS);
  }

  @Override
  public FeatureMatrix extract(float[] samples) {
    int frames = spectrogram.frames(samples.length);
    double[] decibels = new double[frames * BANDS];
    spectrogram.forEachFrame(
        samples,
        (frame, power) -> {
          for (int band = 0; band < BANDS; band++) {
            decibels[frame * BANDS + band] = 10 * Math.log10(Math.max(MIN_POWER, power[band]));
          }
        });
    double maximum = Double.NEGATIVE_INFINITY;
    for (double value : decibels) {
      maximum = Math.max(maximum, value);
    }
    float[] values = new float[decibels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.max(maximum - RANGE_DB, decibels[i]);
    }
    return new FeatureMatrix(frames, BANDS, values);
  }
}
