package org.plateau.features;

import java.util.Arrays;

/**
 * Mel power of overlapping frames centred on every hop: the signal is extended by half a transform
 * at both ends, frames = 1 + floor(samples / hop). Reused from clip to clip; not safe for use by
 * two threads at once.
 */
final class CentredSpectrogram {
  /** What stands before the first and after the last sample. */
  enum Extension {
    /** The signal mirrored; the edge sample is not repeated. */
    REFLECTION,
    ZEROS
  }

  /** Enough for vector instructions, few enough for the processor's cache. */
  private static final int FRAMES_AT_ONCE = 64;

  private final Extension extension;
  private final int hopSamples;
  private final double[] window;
  private final MelFilterBank filters;
  private final RealFft fft;
  private final double[] frame;
  private final double[] re;
  private final double[] im;
  private final double[] mel;

  /** Null where the transform's length is no power of two. */
  private final FramesFft together;

  private final double[] power = new double[FRAMES_AT_ONCE];
  private final double[][] melOfFrames;

  /** The window's length is the transform's length and must be even. */
  CentredSpectrogram(double[] window, int hopSamples, Extension extension, MelFilterBank filters) {
    if (window.length % 2 != 0 || filters.bins() != window.length / 2 + 1 || hopSamples < 1) {
      throw new IllegalArgumentException(
          "window must be even and fit the filters, hop >= 1; found window %d, bins %d, hop %d"
              .formatted(window.length, filters.bins(), hopSamples));
    }
    this.extension = extension;
    this.window = window;
    this.hopSamples = hopSamples;
    this.filters = filters;
    this.fft = new RealFft(window.length);
    this.frame = new double[window.length];
    this.re = new double[fft.bins()];
    this.im = new double[fft.bins()];
    this.mel = new double[filters.bands()];
    this.together =
        FramesFft.fits(window.length) ? new FramesFft(window.length, FRAMES_AT_ONCE) : null;
    this.melOfFrames = new double[filters.bands()][FRAMES_AT_ONCE];
  }

  /** Fewest samples: reflection needs half a transform and one, zeros need one. */
  int minSamples() {
    return extension == Extension.REFLECTION ? window.length / 2 + 1 : 1;
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
          "clip must have at least %d samples for one frame, found %d: pad it with zeros"
              .formatted(minSamples(), samples.length));
    }
    int frames = frames(samples.length);
    if (together == null) {
      for (int t = 0; t < frames; t++) {
        oneByOne(samples, t, consumer);
      }
    } else {
      for (int t = 0; t < frames; t += together.capacity()) {
        block(samples, t, Math.min(together.capacity(), frames - t), consumer);
      }
    }
  }

  private void oneByOne(float[] samples, int t, FrameConsumer consumer) {
    if (loadFrame(samples, t * hopSamples - window.length / 2)) {
      fft.transform(frame, re, im);
      for (int k = 0; k < re.length; k++) {
        re[k] = re[k] * re[k] + im[k] * im[k];
      }
      filters.apply(re, mel);
    } else {
      Arrays.fill(mel, 0);
    }
    consumer.accept(t, mel);
  }

  private void block(float[] samples, int first, int frames, FrameConsumer consumer) {
    for (double[] sums : melOfFrames) {
      Arrays.fill(sums, 0, frames, 0);
    }
    if (loadFrames(samples, first * hopSamples - window.length / 2, frames)) {
      together.transform(frames);
      for (int bin = 0; bin < filters.bins(); bin++) {
        together.power(bin, frames, power);
        filters.addBin(bin, power, frames, melOfFrames);
      }
    }
    for (int t = 0; t < frames; t++) {
      for (int band = 0; band < mel.length; band++) {
        mel[band] = melOfFrames[band][t];
      }
      consumer.accept(first + t, mel);
    }
  }

  /** Loads windowed frames; false if all of them are zero. */
  private boolean loadFrames(float[] samples, int start, int frames) {
    int end = start + (frames - 1) * hopSamples + window.length;
    boolean sounds = false;
    for (int i = start; i < end && !sounds; i++) {
      sounds = sampleBeyond(samples, i) != 0;
    }
    if (!sounds) {
      return false;
    }
    int inside = start < 0 ? Math.min(frames, (hopSamples - 1 - start) / hopSamples) : 0;
    int outside = frames;
    while (outside > inside
        && start + (outside - 1) * hopSamples + window.length > samples.length) {
      outside--;
    }
    for (int n = 0; n < window.length; n++) {
      double[] row = together.row(n);
      double weight = window[n];
      int at = start + n;
      for (int t = 0; t < inside; t++) {
        row[t] = sampleBeyond(samples, at + t * hopSamples) * weight;
      }
      for (int t = inside; t < outside; t++) {
        row[t] = samples[at + t * hopSamples] * weight;
      }
      for (int t = outside; t < frames; t++) {
        row[t] = sampleBeyond(samples, at + t * hopSamples) * weight;
      }
    }
    return true;
  }

  /** Loads one windowed frame; false if all of it is zero, so that silence costs no transform. */
  private boolean loadFrame(float[] samples, int start) {
    boolean sounds = false;
    boolean inside = start >= 0 && start + window.length <= samples.length;
    for (int i = 0; i < window.length; i++) {
      float sample = inside ? samples[start + i] : sampleBeyond(samples, start + i);
      frame[i] = sample * window[i];
      sounds |= sample != 0;
    }
    return sounds;
  }

  private float sampleBeyond(float[] samples, int index) {
    if (index >= 0 && index < samples.length) {
      return samples[index];
    }
    if (extension == Extension.ZEROS) {
      return 0;
    }
    return samples[index < 0 ? -index : 2 * (samples.length - 1) - index];
  }
}
