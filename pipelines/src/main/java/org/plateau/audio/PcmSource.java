package org.plateau.audio;

/**
 * A decoded recording, read block by block as the mean of its channels. Full scale is 1. Not safe
 * for use by several threads.
 */
interface PcmSource extends AutoCloseable {
  int sampleRateHz();

  int channels();

  /** Bits a sample; 0 where the coding has none. */
  int bits();

  /** Frames in all where they are known before reading, else -1. */
  default long knownFrames() {
    return -1;
  }

  /**
   * All samples, where they lie there in canonical form: 16 kHz, one channel, 16 bit. To be asked
   * before anything is read.
   *
   * @return null where samples must be read and converted
   */
  default short[] canonicalSamples() {
    return null;
  }

  /**
   * Reads the next samples.
   *
   * @param mono receives the channel means, in double precision
   * @return how many were written, at least 1; -1 at the end
   * @throws AudioException if what follows cannot be used
   */
  int read(double[] mono) throws AudioException;

  @Override
  void close();
}
