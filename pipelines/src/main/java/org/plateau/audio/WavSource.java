package org.plateau.audio;

import static org.plateau.audio.QuarantineReason.NON_FINITE;

import java.util.Locale;

/** The samples of a WAV file in memory. */
final class WavSource implements PcmSource {
  private final byte[] file;
  private final WavHeader header;
  private long nextFrame;

  private WavSource(byte[] file, WavHeader header) {
    this.file = file;
    this.header = header;
  }

  static WavSource open(byte[] file) throws AudioException {
    return new WavSource(file, WavHeader.parse(file));
  }

  @Override
  public long knownFrames() {
    return header.frames();
  }

  @Override
  public int sampleRateHz() {
    return header.format().sampleRateHz();
  }

  @Override
  public int channels() {
    return header.format().channels();
  }

  @Override
  public int bits() {
    return header.format().bits();
  }

  @Override
  public short[] canonicalSamples() {
    WavFormat format = header.format();
    if (format.sample() != SampleFormat.SIGNED_16
        || format.channels() != 1
        || format.sampleRateHz() != Canonicaliser.SAMPLE_RATE_HZ) {
      return null;
    }
    return Pcm.fromBytes(file, header.dataOffset(), (int) header.frames());
  }

  @Override
  public int read(double[] mono) throws AudioException {
    int count = (int) Math.min(mono.length, header.frames() - nextFrame);
    if (count == 0) {
      return -1;
    }
    WavFormat format = header.format();
    SampleFormat sample = format.sample();
    int at = (int) (header.dataOffset() + nextFrame * format.frameBytes());
    for (int i = 0; i < count; i++) {
      double sum = 0;
      for (int channel = 0; channel < format.channels(); channel++) {
        double value = sample.read(file, at);
        if (!(Math.abs(value) <= Float.MAX_VALUE)) {
          throw nonFinite(value, nextFrame + i, channel);
        }
        sum += value;
        at += sample.bytes();
      }
      mono[i] = sum / format.channels();
    }
    nextFrame += count;
    return count;
  }

  private static AudioException nonFinite(double value, long frame, int channel) {
    return new AudioException(
        NON_FINITE,
        String.format(
            Locale.ROOT,
            "frame %d, channel %d is %s: a sample must be a finite 32-bit number",
            frame,
            channel,
            value));
  }

  @Override
  public void close() {
    // The bytes belong to the caller.
  }
}
