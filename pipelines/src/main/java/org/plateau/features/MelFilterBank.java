package org.plateau.features;

/**
 * Triangular filters over the bins of a power spectrum, stored sparsely: each band keeps only the
 * bins that it weighs. Triangles are linear in Hz between points equally spaced in mel.
 */
public final class MelFilterBank {
  private final int bins;
  private final int[] firstBin;
  private final double[][] weights;

  /** Of each bin the first band that weighs it, and the one after the last. */
  private final int[] fromBand;

  private final int[] toBand;

  private MelFilterBank(int bins, int[] firstBin, double[][] weights) {
    this.bins = bins;
    this.firstBin = firstBin;
    this.weights = weights;
    this.fromBand = new int[bins];
    this.toBand = new int[bins];
    for (int band = weights.length - 1; band >= 0; band--) {
      for (int bin = firstBin[band]; bin < firstBin[band] + weights[band].length; bin++) {
        fromBand[bin] = band;
        toBand[bin] = Math.max(toBand[bin], band + 1);
      }
    }
  }

  /**
   * Filters between {@code bands + 2} points.
   *
   * @param fftLength even number of samples of the transform; bins 0 to fftLength / 2
   * @param minHz lower edge of the lowest band, >= 0
   * @param maxHz upper edge of the highest band, at most half the rate
   * @param areaNorm true to scale each triangle by 2 / (upper - lower edge in Hz)
   */
  public static MelFilterBank triangles(
      MelScale scale,
      int sampleRateHz,
      int fftLength,
      int bands,
      double minHz,
      double maxHz,
      boolean areaNorm) {
    if (bands < 1 || !(minHz >= 0 && minHz < maxHz && maxHz <= sampleRateHz / 2.0)) {
      throw new IllegalArgumentException(
          "bands >= 1 and 0 <= min < max <= rate / 2 required, found %d bands, %s to %s Hz at %d Hz"
              .formatted(bands, minHz, maxHz, sampleRateHz));
    }
    double[] edges = edges(scale, bands, minHz, maxHz);
    return sample(
        sampleRateHz,
        fftLength,
        bands,
        (band, hz) -> {
          double left = edges[band];
          double centre = edges[band + 1];
          double right = edges[band + 2];
          double height = areaNorm ? 2 / (right - left) : 1;
          return height * Math.min((hz - left) / (centre - left), (right - hz) / (right - centre));
        });
  }

  /**
   * SpeechBrain's filters: between the same points, but each triangle is symmetric in Hz with the
   * distance to its left neighbour as half width; no area norm. HTK scale from 0 Hz to half the
   * rate.
   */
  public static MelFilterBank symmetricTriangles(int sampleRateHz, int fftLength, int bands) {
    double[] edges = edges(MelScale.HTK, bands, 0, sampleRateHz / 2.0);
    return sample(
        sampleRateHz,
        fftLength,
        bands,
        (band, hz) -> 1 - Math.abs(hz - edges[band + 1]) / (edges[band + 1] - edges[band]));
  }

  /**
   * Kaldi's filters: triangles linear in mel = 1127 ln(1 + f / 700) between points equally spaced
   * in mel; no area norm.
   */
  public static MelFilterBank melTriangles(
      int sampleRateHz, int fftLength, int bands, double minHz, double maxHz) {
    double low = kaldiMel(minHz);
    double step = (kaldiMel(maxHz) - low) / (bands + 1);
    return sample(
        sampleRateHz,
        fftLength,
        bands,
        (band, hz) -> 1 - Math.abs((kaldiMel(hz) - low) / step - (band + 1)));
  }

  private static double kaldiMel(double hz) {
    return 1127 * Math.log(1 + hz / 700);
  }

  private static double[] edges(MelScale scale, int bands, double minHz, double maxHz) {
    double low = scale.toMel(minHz);
    double step = (scale.toMel(maxHz) - low) / (bands + 1);
    double[] edges = new double[bands + 2];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = scale.toHz(low + i * step);
    }
    return edges;
  }

  /** A filter's weight at a frequency; below zero counts as zero. */
  private interface Shape {
    double weight(int band, double hz);
  }

  private static MelFilterBank sample(int sampleRateHz, int fftLength, int bands, Shape shape) {
    int bins = fftLength / 2 + 1;
    double hzPerBin = (double) sampleRateHz / fftLength;
    int[] first = new int[bands];
    double[][] weights = new double[bands][];
    for (int band = 0; band < bands; band++) {
      int from = 0;
      while (from < bins && shape.weight(band, from * hzPerBin) <= 0) {
        from++;
      }
      int to = from;
      while (to < bins && shape.weight(band, to * hzPerBin) > 0) {
        to++;
      }
      first[band] = from;
      weights[band] = new double[to - from];
      for (int bin = from; bin < to; bin++) {
        weights[band][bin - from] = shape.weight(band, bin * hzPerBin);
      }
    }
    return new MelFilterBank(bins, first, weights);
  }

  /** Number of bands. */
  public int bands() {
    return weights.length;
  }

  /** Number of bins of the spectrum that {@link #apply} reads. */
  public int bins() {
    return bins;
  }

  /** Weight of one bin in one band. */
  public double weight(int band, int bin) {
    int offset = bin - firstBin[band];
    return offset < 0 || offset >= weights[band].length ? 0 : weights[band][offset];
  }

  /**
   * Weighted sums.
   *
   * @param power at least {@link #bins()} values
   * @param out receives {@link #bands()} values
   */
  public void apply(double[] power, double[] out) {
    for (int band = 0; band < weights.length; band++) {
      double[] weight = weights[band];
      int from = firstBin[band];
      double sum = 0;
      for (int i = 0; i < weight.length; i++) {
        sum += weight[i] * power[from + i];
      }
      out[band] = sum;
    }
  }

  /**
   * Adds one bin of many frames to the bands that weigh it. Bins in rising order give the bits of
   * {@link #apply}.
   *
   * @param power one value a frame
   * @param out of each band one sum a frame
   */
  void addBin(int bin, double[] power, int frames, double[][] out) {
    for (int band = fromBand[bin]; band < toBand[bin]; band++) {
      double weight = weight(band, bin);
      double[] sums = out[band];
      for (int i = 0; i < frames; i++) {
        sums[i] += weight * power[i];
      }
    }
  }
}
