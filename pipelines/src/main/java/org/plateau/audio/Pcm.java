package org.plateau.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** 16-bit samples as numbers and as bytes. Full scale is 32768 in both directions. */
public final class Pcm {
  private static final double FULL_SCALE = 32768;

  private Pcm() {}

  /**
   * Quantises a sample: {@code rint(value * 32768)}, halves to the even neighbour, clipped to
   * [-32768, 32767]. No dither, so equal input gives equal output.
   *
   * @param value sample, full scale at 1; must not be NaN
   */
  public static short quantise(double value) {
    double scaled = Math.rint(value * FULL_SCALE);
    return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, scaled));
  }

  /** Samples divided by 32768: in [-1, 1), exact. */
  public static float[] toFloat(short[] samples) {
    float[] result = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      result[i] = samples[i] / 32768f;
    }
    return result;
  }

  /** Samples as little-endian bytes, two a sample. */
  public static byte[] toBytes(short[] samples) {
    byte[] bytes = new byte[Math.multiplyExact(samples.length, 2)];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().put(samples);
    return bytes;
  }

  /**
   * Samples from little-endian bytes.
   *
   * @throws IllegalArgumentException if the number of bytes is odd
   */
  public static short[] fromBytes(byte[] bytes) {
    if (bytes.length % 2 != 0) {
      throw new IllegalArgumentException("bytes: " + bytes.length + " must be even");
    }
    return fromBytes(bytes, 0, bytes.length / 2);
  }

  /** So many samples from the little-endian bytes that begin at a place. */
  static short[] fromBytes(byte[] bytes, int at, int count) {
    short[] samples = new short[count];
    ByteBuffer.wrap(bytes, at, 2 * count)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asShortBuffer()
        .get(samples);
    return samples;
  }

  /** Root mean square of samples / 32768; 0 for no samples. */
  public static double rms(short[] samples) {
    long sum = 0;
    for (short sample : samples) {
      sum += (long) sample * sample;
    }
    return samples.length == 0 ? 0 : Math.sqrt((double) sum / samples.length) / FULL_SCALE;
  }
}
