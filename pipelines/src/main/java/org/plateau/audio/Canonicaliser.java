package org.plateau.audio;

import static org.plateau.audio.QuarantineReason.NO_SAMPLES;
import static org.plateau.audio.QuarantineReason.TOO_LARGE;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/**
 * Turns a file's bytes into canonical audio: 16 kHz, mono, 16 bit.
 *
 * <p>WAV is read by this package; FLAC, MP3 and OGG by FFmpeg's libraries. Channels become one by
 * their mean in double precision, other rates go through {@link Resampler}, and {@link
 * Pcm#quantise} makes the samples. A 16 kHz mono 16-bit source passes bit for bit. Memory stays
 * within the file's bytes, the canonical samples (2 bytes each) and a fixed block. Safe for use by
 * several threads.
 */
public final class Canonicaliser {
  /**
   * Version of the canonical form: mean of channels, {@code kaiser-sinc-v1}, round half to even,
   * clip. Changes whenever a sample could.
   */
  public static final String VERSION = "pcm16-16k-v1";

  /** The canonical sampling rate. */
  public static final int SAMPLE_RATE_HZ = 16_000;

  private static final int BLOCK_FRAMES = 8192;

  private final AudioLimits limits;

  /** The filter used last: the files of a corpus mostly share one rate. */
  private volatile ForRate lastFilter;

  /** A canonicaliser that refuses what lies beyond the limits. */
  public Canonicaliser(AudioLimits limits) {
    this.limits = Objects.requireNonNull(limits, "limits");
  }

  /**
   * Reads one recording.
   *
   * @param file the whole file
   * @param name the file's name; it decides nothing
   * @throws AudioException if the recording cannot be used; the only exception that any bytes lead
   *     to
   */
  public CanonicalAudio read(byte[] file, String name) throws AudioException {
    Objects.requireNonNull(name, "name");
    if (file.length > limits.maxBytes()) {
      throw new AudioException(
          TOO_LARGE,
          "the file has %d bytes, the limit is %d".formatted(file.length, limits.maxBytes()));
    }
    try (PcmSource source = AudioDecoder.open(file)) {
      return canonical(source, Sha256.hex(file));
    }
  }

  private CanonicalAudio canonical(PcmSource source, String sourceSha256) throws AudioException {
    int rateHz = source.sampleRateHz();
    checkLength(source.knownFrames(), rateHz);
    short[] pcm = source.canonicalSamples();
    long frames = pcm != null ? pcm.length : 0;
    if (pcm == null) {
      SampleBuffer samples = new SampleBuffer();
      frames = convert(source, samples);
      pcm = samples.toArray();
    }
    if (frames == 0) {
      throw new AudioException(NO_SAMPLES, "the decoder gives no samples");
    }
    return new CanonicalAudio(
        Sha256.hex(Pcm.toBytes(pcm)),
        sourceSha256,
        VERSION,
        pcm,
        rateHz,
        source.channels(),
        source.bits(),
        (double) frames / rateHz,
        Pcm.rms(pcm));
  }

  /** Appends the canonical samples; returns the frames of the source. */
  private long convert(PcmSource source, SampleBuffer samples) throws AudioException {
    int rateHz = source.sampleRateHz();
    Resampler.Stream stream = resampler(rateHz).stream(value -> samples.add(Pcm.quantise(value)));
    double[] block = new double[BLOCK_FRAMES];
    long frames = 0;
    for (int count = source.read(block); count > 0; count = source.read(block)) {
      frames += count;
      checkLength(frames, rateHz);
      stream.push(block, count);
    }
    if (frames > 0) {
      stream.finish();
    }
    return frames;
  }

  private void checkLength(long frames, int rateHz) throws AudioException {
    if (frames > limits.maxSeconds() * rateHz) {
      throw new AudioException(
          TOO_LARGE,
          String.format(
              Locale.ROOT,
              "at least %.3f seconds, the limit is %.3f",
              (double) frames / rateHz,
              limits.maxSeconds()));
    }
  }

  private Resampler resampler(int rateHz) {
    ForRate filter = lastFilter;
    if (filter == null || filter.rateHz() != rateHz) {
      filter = new ForRate(rateHz, new Resampler(rateHz, SAMPLE_RATE_HZ));
      lastFilter = filter;
    }
    return filter.resampler();
  }

  private record ForRate(int rateHz, Resampler resampler) {}

  /** A growing array of samples. */
  private static final class SampleBuffer {
    private short[] samples = new short[1 << 16];
    private int size;

    void add(short sample) {
      if (size == samples.length) {
        samples = Arrays.copyOf(samples, 2 * size);
      }
      samples[size++] = sample;
    }

    short[] toArray() {
      return Arrays.copyOf(samples, size);
    }
  }
}
