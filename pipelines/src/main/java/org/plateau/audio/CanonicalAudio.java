package org.plateau.audio;

import java.util.Objects;

/**
 * A recording in the one form that everything else works on: 16 kHz, mono, 16-bit samples.
 *
 * @param audioId SHA-256 (hex) of the samples as little-endian bytes: equal sound, equal id
 * @param sourceSha256 SHA-256 (hex) of the file
 * @param canonical version of the rules that made the samples, {@link Canonicaliser#VERSION}
 * @param samples 16 kHz mono PCM16, at least one; not to be changed
 * @param sampleRateHz sampling rate of the source
 * @param channels channels of the source
 * @param bits bits a sample of the source; 0 where the coding has none (MP3, Vorbis, Opus)
 * @param durationSeconds frames of the source divided by its rate
 * @param rms root mean square of samples / 32768, in [0, 1]
 */
public record CanonicalAudio(
    String audioId,
    String sourceSha256,
    String canonical,
    short[] samples,
    int sampleRateHz,
    int channels,
    int bits,
    double durationSeconds,
    double rms) {

  public CanonicalAudio {
    Objects.requireNonNull(audioId, "audioId");
    Objects.requireNonNull(sourceSha256, "sourceSha256");
    Objects.requireNonNull(canonical, "canonical");
    if (samples.length == 0) {
      throw new IllegalArgumentException("samples: 0, at least one is needed");
    }
  }
}
