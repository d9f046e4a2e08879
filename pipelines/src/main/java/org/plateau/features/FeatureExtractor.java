package org.plateau.features;

import java.util.List;

/**
 * One feature set as a function of samples. Not safe for use by two threads at once: keep one
 * object a thread. Open to users by {@link java.util.ServiceLoader} through {@link
 * FeatureExtractorProvider}.
 */
public interface FeatureExtractor {
  /** Name of the feature set, for example {@code logmel64}. */
  String featureSet();

  /** Identity of this implementation with its version; rows of two extractors never mix. */
  String extractor();

  /** Names of the columns, lowest band or first statistic first. */
  List<String> names();

  /**
   * Extracts the features of one clip.
   *
   * @param samples 16 kHz mono in [-1, 1)
   * @return (frames, dims) for a sequence, (1, dims) for a static set
   * @throws IllegalArgumentException if the clip is too short for a single frame, with both lengths
   */
  FeatureMatrix extract(float[] samples);

  /**
   * The same of 16-bit samples, for callers that have them so.
   *
   * @param pcm16 16 kHz mono, little endian, full scale 32768
   * @throws IllegalArgumentException as the other; also if the number of bytes is odd
   */
  default FeatureMatrix extract(byte[] pcm16) {
    if (pcm16.length % 2 != 0) {
      throw new IllegalArgumentException("bytes: " + pcm16.length + " must be even");
    }
    float[] samples = new float[pcm16.length / 2];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) ((pcm16[2 * i] & 0xff) | (pcm16[2 * i + 1] << 8)) / 32768f;
    }
    return extract(samples);
  }
}
