package org.plateau.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes mono 16-bit WAV files with the plain 44-byte header. */
public final class WavWriter {
  private static final int HEADER_BYTES = 44;

  private WavWriter() {}

  /**
   * A whole file.
   *
   * @param samples mono samples
   * @param sampleRateHz at least 1
   */
  public static byte[] pcm16(short[] samples, int sampleRateHz) {
    if (sampleRateHz < 1) {
      throw new IllegalArgumentException("sampleRateHz: " + sampleRateHz + " must be at least 1");
    }
    int dataBytes = Math.multiplyExact(samples.length, 2);
    ByteBuffer file =
        ByteBuffer.allocate(Math.addExact(HEADER_BYTES, dataBytes)).order(ByteOrder.LITTLE_ENDIAN);
    file.put(ascii("RIFF")).putInt(HEADER_BYTES - 8 + dataBytes).put(ascii("WAVE"));
    file.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
    file.putInt(sampleRateHz).putInt(2 * sampleRateHz).putShort((short) 2).putShort((short) 16);
    file.put(ascii("data")).putInt(dataBytes);
    file.asShortBuffer().put(samples);
    return file.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
