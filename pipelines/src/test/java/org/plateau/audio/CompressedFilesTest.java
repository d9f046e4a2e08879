package org.plateau.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompressedFilesTest {
  private static final int RATE_HZ = 16_000;
  private final Canonicaliser canonicaliser = new Canonicaliser(AudioLimits.DEFAULT);

  /** A sweep with a pause, 1.9 seconds. */
  static short[] sweep() {
    short[] samples = new short[30_372];
    for (int n = 0; n < samples.length; n++) {
      double seconds = (double) n / RATE_HZ;
      double gain = seconds > 0.8 && seconds < 1 ? 0 : 0.4;
      samples[n] = Pcm.quantise(gain * Math.sin(2 * Math.PI * (200 + 300 * seconds) * seconds));
    }
    return samples;
  }

  private void assertReason(byte[] file, QuarantineReason... reasons) {
    assertThatThrownBy(() -> canonicaliser.read(file, "a"))
        .isInstanceOfSatisfying(
            AudioException.class,
            e -> assertThat(e.reason()).as(e.detail()).isIn((Object[]) reasons));
  }

  @ParameterizedTest
  @CsvSource({"flac, flac", "flac, ogg"})
  void losslessCodingKeepsEveryBit(String encoder, String muxer) throws Exception {
    byte[] file = TestEncoder.encode(encoder, muxer, sweep(), RATE_HZ);
    CanonicalAudio audio = canonicaliser.read(file, "a");
    assertThat(audio.samples()).containsExactly(sweep());
    assertThat(audio.bits()).isEqualTo(16);
    assertThat(audio.channels()).isEqualTo(1);
    assertThat(audio.sampleRateHz()).isEqualTo(RATE_HZ);
    assertThat(audio.audioId())
        .isEqualTo(canonicaliser.read(WavWriter.pcm16(sweep(), RATE_HZ), "b").audioId());
  }

  @ParameterizedTest
  @CsvSource({"libmp3lame, mp3, 16000, 20", "libopus, ogg, 48000, 20"})
  void lossyCodingKeepsLengthPlaceAndSound(
      String encoder, String muxer, int sourceHz, double minSnrDb) throws Exception {
    byte[] file = TestEncoder.encode(encoder, muxer, sweep(), RATE_HZ);
    CanonicalAudio audio = canonicaliser.read(file, "a");
    assertThat(audio.bits()).isZero();
    assertThat(audio.sampleRateHz()).isEqualTo(sourceHz);
    assertThat(audio.durationSeconds()).isCloseTo(sweep().length / 16_000.0, within(0.001));
    assertThat(snrDb(sweep(), audio.samples())).as("SNR in dB").isGreaterThan(minSnrDb);
  }

  @Test
  void truncatedFiles() throws IOException {
    byte[] flac = TestEncoder.encode("flac", "flac", sweep(), RATE_HZ);
    byte[] mp3 = TestEncoder.encode("libmp3lame", "mp3", sweep(), RATE_HZ);
    byte[] opus = TestEncoder.encode("libopus", "ogg", sweep(), RATE_HZ);
    for (byte[] file : List.of(flac, mp3, opus)) {
      assertReason(Arrays.copyOf(file, file.length / 2), QuarantineReason.TRUNCATED);
    }
    assertReason(Arrays.copyOf(flac, 20), QuarantineReason.TRUNCATED);
    assertReason(Arrays.copyOf(flac, 4), QuarantineReason.TRUNCATED);
    assertReason(Arrays.copyOf(opus, 4), QuarantineReason.TRUNCATED);
    assertReason(Arrays.copyOf(flac, flac.length - 3), QuarantineReason.TRUNCATED);
  }

  @Test
  void damagedFlacIsNoAudioToTrust() throws IOException {
    byte[] flac = TestEncoder.encode("flac", "flac", sweep(), RATE_HZ);
    byte[] damaged = flac.clone();
    for (int i = 0; i < 8; i++) {
      damaged[flac.length / 2 + i] ^= 0x55;
    }
    assertReason(damaged, QuarantineReason.UNREADABLE, QuarantineReason.TRUNCATED);
  }

  @Test
  void tooLongCompressedFilesAreRefused() throws IOException {
    byte[] flac = TestEncoder.encode("flac", "flac", new short[3 * RATE_HZ], RATE_HZ);
    assertThatThrownBy(() -> new Canonicaliser(new AudioLimits(1 << 20, 2)).read(flac, "a"))
        .isInstanceOfSatisfying(
            AudioException.class,
            e -> assertThat(e.reason()).isEqualTo(QuarantineReason.TOO_LARGE));
  }

  @Test
  void manyThreadsDecodeAtOnce() throws Exception {
    byte[] flac = TestEncoder.encode("flac", "flac", sweep(), RATE_HZ);
    ExecutorService pool = Executors.newFixedThreadPool(16);
    try {
      List<Future<CanonicalAudio>> all =
          IntStream.range(0, 64)
              .mapToObj(i -> pool.submit(() -> canonicaliser.read(flac, "a")))
              .toList();
      for (Future<CanonicalAudio> one : all) {
        assertThat(one.get().samples()).containsExactly(sweep());
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static double snrDb(short[] expected, short[] actual) {
    double signal = 0;
    double error = 0;
    for (int i = 0; i < Math.min(expected.length, actual.length); i++) {
      signal += expected[i] * (double) expected[i];
      error += Math.pow(expected[i] - actual[i], 2);
    }
    return 10 * Math.log10(signal / error);
  }
}
