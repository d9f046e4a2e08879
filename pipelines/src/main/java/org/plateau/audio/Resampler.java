package org.plateau.audio;

/**
 * Band-limited change of the sampling rate by any rational ratio: a sinc low-pass under a Kaiser
 * window, evaluated at the phases that the ratio needs.
 *
 * <p>Output sample k lies at input sample k * in / out (no delay); before the first and after the
 * last input sample stands silence; n input samples give ceil(n * out / in). The pass band ends at
 * 0.9, the stop band begins at 1 times the lower of both Nyquist frequencies (7200 and 8000 Hz for
 * 48 kHz to 16 kHz); ripple and stop band are designed for 140 dB. All arithmetic is in double
 * precision with StrictMath coefficients and a fixed order of summation, so the same input gives
 * the same bits on every machine.
 *
 * <p>Source: J. F. Kaiser, "Nonrecursive digital filter design using the I0-sinh window function",
 * 1974 (beta and length from attenuation and transition width); R. E. Crochiere and L. R. Rabiner,
 * "Multirate Digital Signal Processing", 1983 (polyphase form). Safe for use by several threads.
 */
public final class Resampler {
  /** Name of the method. Raised whenever a changed filter would change a sample. */
  public static final String VERSION = "kaiser-sinc-v1";

  private static final double ATTENUATION_DB = 140;
  private static final double PASS_EDGE = 0.9;

  /** Phase tables beyond this many coefficients are interpolated instead. */
  private static final int MAX_TABLE = 1 << 20;

  private static final int INTERPOLATED_PHASES = 512;

  private final int up;
  private final int down;
  private final int halfTaps;
  private final boolean exact;
  private final double[][] phases;

  /**
   * Designs the filter.
   *
   * @param inputRateHz sampling rate of the input, at least 1
   * @param outputRateHz sampling rate of the output, at least 1
   */
  public Resampler(int inputRateHz, int outputRateHz) {
    if (inputRateHz < 1 || outputRateHz < 1) {
      throw new IllegalArgumentException(
          "inputRateHz, outputRateHz: %d, %d must be at least 1"
              .formatted(inputRateHz, outputRateHz));
    }
    int divisor = greatestCommonDivisor(inputRateHz, outputRateHz);
    up = outputRateHz / divisor;
    down = inputRateHz / divisor;
    KaiserSinc kernel = new KaiserSinc(Math.min(1, (double) up / down), PASS_EDGE, ATTENUATION_DB);
    halfTaps = kernel.halfTaps();
    exact = (long) up * 2 * halfTaps <= MAX_TABLE;
    phases = isIdentity() ? new double[0][] : table(kernel);
  }

  /** Whether both rates are equal, so that samples pass unchanged. */
  public boolean isIdentity() {
    return up == down;
  }

  /** Samples that come out for n samples in: ceil(n * out / in). */
  public long outputLength(long inputLength) {
    return Math.addExact(Math.multiplyExact(inputLength, up), down - 1L) / down;
  }

  /** Resamples a whole signal. */
  public double[] resample(double[] input) {
    double[] output = new double[Math.toIntExact(outputLength(input.length))];
    int[] written = {0};
    Stream stream = stream(value -> output[written[0]++] = value);
    stream.push(input, input.length);
    stream.finish();
    return output;
  }

  /** Begins a signal that arrives in pieces. */
  Stream stream(Sink sink) {
    return new Stream(sink);
  }

  /** Receives output samples in order. */
  interface Sink {
    void accept(double value);
  }

  /** One signal on its way: keeps only the input samples that later outputs still need. */
  final class Stream {
    private static final int SPARE = 1 << 14;

    private final Sink sink;
    private final double[] window = new double[2 * halfTaps + SPARE];
    private final double[] blended = new double[2 * halfTaps];

    /** Input index of window[0]; halfTaps - 1 zeros stand before the first sample. */
    private long windowStart = 1L - halfTaps;

    private int filled = halfTaps - 1;
    private long inputLength;
    private long nextOutput;

    private Stream(Sink sink) {
      this.sink = sink;
    }

    void push(double[] samples, int count) {
      inputLength += count;
      if (isIdentity()) {
        for (int i = 0; i < count; i++) {
          sink.accept(samples[i]);
        }
        return;
      }
      int taken = 0;
      while (taken < count) {
        int piece = Math.min(count - taken, window.length - filled);
        System.arraycopy(samples, taken, window, filled, piece);
        filled += piece;
        taken += piece;
        drain(Long.MAX_VALUE);
      }
    }

    /** Ends the signal: silence follows its last sample. */
    void finish() {
      if (isIdentity()) {
        return;
      }
      long outputs = outputLength(inputLength);
      double[] silence = new double[halfTaps + 1];
      int left = halfTaps + 1;
      while (left > 0) {
        int piece = Math.min(left, window.length - filled);
        System.arraycopy(silence, 0, window, filled, piece);
        filled += piece;
        left -= piece;
        drain(outputs);
      }
    }

    /** Emits every output whose inputs are all there, then moves the window on. */
    private void drain(long outputs) {
      long base = nextOutput * down / up;
      while (nextOutput < outputs && base + halfTaps < windowStart + filled) {
        double[] taps = taps(nextOutput * down % up);
        int from = (int) (base - halfTaps + 1 - windowStart);
        double sum = 0;
        for (int i = 0; i < taps.length; i++) {
          sum += taps[i] * window[from + i];
        }
        sink.accept(sum);
        nextOutput++;
        base = nextOutput * down / up;
      }
      int unused = (int) Math.min(filled, Math.max(0, base - halfTaps + 1 - windowStart));
      System.arraycopy(window, unused, window, 0, filled - unused);
      filled -= unused;
      windowStart += unused;
    }

    private double[] taps(long phase) {
      return exact ? phases[(int) phase] : blend(phase);
    }

    /** Cubic (Lagrange) interpolation between four neighbouring phases. */
    private double[] blend(long phase) {
      double position = (double) phase * INTERPOLATED_PHASES / up;
      int row = (int) position;
      double t = position - row;
      double a = -t * (t - 1) * (t - 2) / 6;
      double b = (t + 1) * (t - 1) * (t - 2) / 2;
      double c = -(t + 1) * t * (t - 2) / 2;
      double d = (t + 1) * t * (t - 1) / 6;
      double[] first = phases[row];
      double[] second = phases[row + 1];
      double[] third = phases[row + 2];
      double[] fourth = phases[row + 3];
      for (int i = 0; i < blended.length; i++) {
        blended[i] = a * first[i] + b * second[i] + c * third[i] + d * fourth[i];
      }
      return blended;
    }
  }

  /**
   * Coefficients by phase. Exact: row p is the phase p / up. Interpolated: row p is the phase (p -
   * 1) / 512, one more on the left and two on the right.
   */
  private double[][] table(KaiserSinc kernel) {
    int rows = exact ? up : INTERPOLATED_PHASES + 3;
    double[][] table = new double[rows][2 * halfTaps];
    for (int row = 0; row < rows; row++) {
      double phase = exact ? (double) row / up : (row - 1.0) / INTERPOLATED_PHASES;
      for (int i = 0; i < 2 * halfTaps; i++) {
        table[row][i] = kernel.at(phase + halfTaps - 1 - i);
      }
    }
    return table;
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
