package org.plateau.features;

/**
 * Feature set {@code fbank128}: Kaldi's log filter bank as the Audio Spectrogram Transformer takes
 * it, before its padding to 1024 frames and its scaling. No dither.
 *
 * <p>Whole frames only: 400 samples every 160, 1 + floor((n - 400) / 160) frames for n >= 400. A
 * frame loses its mean, is pre-emphasised by .97 (the first sample precedes itself), weighted by a
 * symmetric Hann window and padded to 512. 128 triangles linear in mel from 20 to 8000 Hz, natural
 * logarithm of max(power, 2^-23). Samples in [-1, 1), not scaled to 16 bit.
 */
public final class FilterBank128 extends BandFeatures {
  /** Name of the feature set. */
  public static final String FEATURE_SET = "fbank128";

  /** Identity of this implementation. */
  public static final String EXTRACTOR = "plateau-fbank128-v1";

  private static final int BANDS = 128;

  private final KaldiFilterBank filterBank =
      new KaldiFilterBank(Windows.symmetricHann(KaldiFilterBank.FRAME_SAMPLES), BANDS);

  /** An extractor for one thread. */
  public FilterBank128() {
    super(FEATURE_SET, EXTRACTOR, BANDS);
  }

  @Override
  public FeatureMatrix extract(float[] samples) {
    return filterBank.extract(samples);
  }
}
