package org.plateau.audio;

import static org.plateau.audio.QuarantineReason.NOT_AUDIO;
import static org.plateau.audio.QuarantineReason.UNREADABLE;

import java.util.Locale;

/**
 * The fmt chunk of a WAV file.
 *
 * <p>Integer samples of b bits lie left-justified in ceil(b / 8) bytes. Where the stated frame size
 * gives each channel more bytes (24 bits in 4 bytes), that container counts; any other
 * contradiction is settled by the bits.
 *
 * @param sample how one sample lies in the bytes
 * @param sampleRateHz 1 to {@link #MAX_RATE_HZ}
 * @param channels 1 to 65,535
 * @param bits valid bits a sample
 */
record WavFormat(SampleFormat sample, int sampleRateHz, int channels, int bits) {
  /** Above every converter on sale; a larger number is a damaged header. */
  static final int MAX_RATE_HZ = 384_000;

  private static final int MIN_BYTES = 16;
  private static final int EXTENSIBLE_BYTES = 40;
  private static final int TAG_PCM = 1;
  private static final int TAG_FLOAT = 3;
  private static final int TAG_EXTENSIBLE = 0xfffe;

  /** The last 14 bytes of KSDATAFORMAT_SUBTYPE_*, as two little-endian numbers. */
  private static final long GUID_MIDDLE = 0x0010_0000_0000L;

  private static final long GUID_TAIL = 0x719b_3800_aa00_0080L;

  /** Bytes of all channels at one moment. */
  int frameBytes() {
    return sample.bytes() * channels;
  }

  static WavFormat parse(byte[] file, int at, int size) throws AudioException {
    if (size < MIN_BYTES) {
      throw new AudioException(
          NOT_AUDIO, "the fmt chunk has %d bytes, at least 16 are needed".formatted(size));
    }
    int tag = LittleEndian.uint16(file, at);
    int channels = LittleEndian.uint16(file, at + 2);
    long rate = LittleEndian.uint32(file, at + 4);
    int frameBytes = LittleEndian.uint16(file, at + 12);
    int bits = LittleEndian.uint16(file, at + 14);
    if (channels == 0) {
      throw new AudioException(NOT_AUDIO, "channels: 0, at least 1 is needed");
    }
    if (rate == 0 || rate > MAX_RATE_HZ) {
      throw new AudioException(
          NOT_AUDIO, "sampling rate: %d Hz, it must be 1 to %d".formatted(rate, MAX_RATE_HZ));
    }
    int validBits = bits;
    if (tag == TAG_EXTENSIBLE) {
      tag = subFormat(file, at, size);
      int stated = LittleEndian.uint16(file, at + 18);
      validBits = stated > 0 && stated < bits ? stated : bits;
    }
    return new WavFormat(
        sampleFormat(tag, bits, frameBytes, channels), (int) rate, channels, validBits);
  }

  private static int subFormat(byte[] file, int at, int size) throws AudioException {
    if (size < EXTENSIBLE_BYTES) {
      throw new AudioException(
          NOT_AUDIO, "the extensible fmt chunk has %d bytes, 40 are needed".formatted(size));
    }
    long middle =
        LittleEndian.uint32(file, at + 26) | (long) LittleEndian.uint16(file, at + 30) << 32;
    if (middle != GUID_MIDDLE || LittleEndian.int64(file, at + 32) != GUID_TAIL) {
      throw new AudioException(UNREADABLE, "the extensible sub-format is neither PCM nor float");
    }
    return LittleEndian.uint16(file, at + 24);
  }

  private static SampleFormat sampleFormat(int tag, int bits, int frameBytes, int channels)
      throws AudioException {
    if (tag == TAG_PCM && bits >= 1 && bits <= 32) {
      int needed = (bits + 7) / 8;
      boolean wider = frameBytes % channels == 0 && frameBytes / channels > needed;
      int container = wider ? frameBytes / channels : needed;
      if (container <= 4) {
        return SampleFormat.integer(container);
      }
    }
    if (tag == TAG_FLOAT && (bits == 32 || bits == 64)) {
      return bits == 32 ? SampleFormat.FLOAT_32 : SampleFormat.FLOAT_64;
    }
    throw new AudioException(
        UNREADABLE,
        String.format(
            Locale.ROOT,
            "format 0x%04x with %d bits in frames of %d bytes: PCM of 1 to 32 bits or float of"
                + " 32 or 64 bits is needed; convert the file",
            tag,
            bits,
            frameBytes));
  }
}
