package org.plateau.features;

/**
 * Mel power of overlapping frames centred on every hop: the signal is extended by half a transform
 * at both ends by reflection that does not repeat the edge sample, frames = 1 + floor(samples /
 * hop). Reused from clip to clip; not safe for use by two threads at once.
 */
final class CentredSpectrogram {
  private final int hopSamples;
  private final double[] window;
  private final MelFilterBank filters;
  private final RealFft fft;
  private final double[] frame;
  private final double[] re;
  private final double[] im;
  private final double[] mel;

  /** The window's length is the transform's length and must be even. */
  CentredSpectrogram(double[] window, int hopSamples, MelFilterBank filters) {
    if (window.length % 2 != 0 || filters.bins() != window.length / 2 + 1 || hopSamples < 1) {
      throw new IllegalArgumentException(
          "window must be even and fit the filters, hop >= 1; found window %d, bins %d, hop %d"
              .formatted(window.length, filters.bins(), hopSamples));
    }
    this.window = window;
    this.hopSamples = hopSamples;
    this.filters = filters;
    this.fft = new RealFft(window.length);
    this.frame = new double[window.length];
    this.re = new double[fft.bins()];
    this.im = new double[fft.bins()];
    this.mel = new double[filters.bands()];
  }

  /** Fewest samples that reflection can extend: half a transform plus one. */
  int minSamples() {
    return window.length / 2 + 1;
  }

  /** Frames of a clip. */
  int frames(int samples) {
    return 1 + samples / hopSamples;
  }

  /** Receives the mel powers of one frame; the array is reused for the next. */
  interface FrameConsumer {
    void accept(int frame, double[] melPower);
  }

  /**
   * Computes all frames in order.
   *
   * @throws IllegalArgumentException for fewer than {@link #minSamples()} samples
   */
  void forEachFrame(float[] samples, FrameConsumer consumer) {
    if (samples.length < minSamples()) {
      throw new IllegalArgumentException(
          "clip must have at least %d samples (half a window and one), found %d: pad it with zeros"
              .formatted(minSamples(), samples.length));
    }
    int frames = frames(samples.length);
    for (int t = 0; t < frames; t++) {
      loadFrame(samples, t * hopSamples - window.length / 2);
      fft.transform(frame, re, im);
      for (int k = 0; k < re.length; k++) {
        re[k] = re[k] * re[k] + im[k] * im[k];
      }
      filters.apply(re, mel);
      consumer.accept(t, mel);
    }
  }

  private void loadFrame(float[] samples, int start) {
    int last = samples.length - 1;
    if (start >= 0 && start + window.length <= samples.length) {
      for (int i = 0; i < window.length; i++) {
        frame[i] = samples[start + i] * window[i];
      }
      return;
    }
    for (int i = 0; i < window.length; i++) {
      int at = Math.abs(start + i);
      frame[i] = samples[at > last ? 2 * last - at : at] * window[i];
    }
  }
}
