package org.plateau.features;

/**
 * Triangular filters over the bins of a power spectrum, stored sparsely: each band keeps only the
 * bins that it weighs. Triangles are linear in Hz between points equally spaced in mel.
 */
public final class MelFilterBank {
  private final int bins;
  private final int[] firstBin;
  private final double[][] weights;

  private MelFilterBank(int bins, int[] firstBin, double[][] weights) {
    this.bins = bins;
    this.firstBin = firstBin;
    this.weights = weights;
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
    double[] edges = new double[bands + 2];
    double low = scale.toMel(minHz);
    double step = (scale.toMel(maxHz) - low) / (bands + 1);
    for (int i = 0; i < edges.length; i++) {
      edges[i] = scale.toHz(low + i * step);
    }
    int bins = fftLength / 2 + 1;
    double hzPerBin = (double) sampleRateHz / fftLength;
    int[] first = new int[bands];
    double[][] weights = new double[bands][];
    for (int band = 0; band < bands; band++) {
      double left = edges[band];
      double centre = edges[band + 1];
      double right = edges[band + 2];
      double height = areaNorm ? 2 / (right - left) : 1;
      int from = Math.max(0, (int) Math.floor(left / hzPerBin));
      int to = Math.min(bins - 1, (int) Math.ceil(right / hzPerBin));
      first[band] = from;
      weights[band] = new double[to - from + 1];
      for (int bin = from; bin <= to; bin++) {
        double hz = bin * hzPerBin;
        double rising = (hz - left) / (centre - left);
        double falling = (right - hz) / (right - centre);
        weights[band][bin - from] = height * Math.max(0, Math.min(rising, falling));
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
}
