package org.plateau.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.plateau.audio.WavBytes.PCM16;
import static org.plateau.audio.WavBytes.riff;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plateau.testing.SharedData;

class CanonicaliserTest {
  private final Canonicaliser canonicaliser = new Canonicaliser(AudioLimits.DEFAULT);

  private void assertReason(byte[] file, QuarantineReason reason) {
    assertThatThrownBy(() -> canonicaliser.read(file, "a.wav"))
        .isInstanceOfSatisfying(
            AudioException.class, e -> assertThat(e.reason()).as(e.detail()).isEqualTo(reason));
  }

  @Test
  void hashesAreThoseOfTheBytes() throws AudioException {
    // sha256 of the bytes 00 40 00 c0, and rms of 16384 and -16384.
    byte[] file = riff(PCM16, "'data' 04000000 0040 00c0");
    CanonicalAudio audio = canonicaliser.read(file, "a.wav");
    assertThat(audio.samples()).containsExactly((short) 16_384, (short) -16_384);
    assertThat(audio.audioId()).isEqualTo(Sha256.hex(new byte[] {0, 0x40, 0, (byte) 0xc0}));
    assertThat(audio.sourceSha256()).isEqualTo(Sha256.hex(file));
    assertThat(audio.canonical()).isEqualTo("pcm16-16k-v1");
    assertThat(audio.rms()).isEqualTo(0.5);
    assertThat(audio.durationSeconds()).isEqualTo(2 / 16_000.0);
    assertThat(Sha256.hex("abc".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void everySampleOfA16BitSourcePasses() throws AudioException {
    short[] all = new short[65_536];
    for (int i = 0; i < all.length; i++) {
      all[i] = (short) (i - 32_768);
    }
    assertThat(canonicaliser.read(WavWriter.pcm16(all, 16_000), "a").samples())
        .containsExactly(all);
  }

  @Test
  void roundsHalvesToEvenAndClips() {
    double step = 1 / 32_768.0;
    assertThat(Pcm.quantise(0.5 * step)).isEqualTo((short) 0);
    assertThat(Pcm.quantise(1.5 * step)).isEqualTo((short) 2);
    assertThat(Pcm.quantise(-0.5 * step)).isEqualTo((short) 0);
    assertThat(Pcm.quantise(1)).isEqualTo(Short.MAX_VALUE);
    assertThat(Pcm.quantise(-1)).isEqualTo(Short.MIN_VALUE);
    assertThat(Pcm.quantise(-3e38)).isEqualTo(Short.MIN_VALUE);
    assertThat(Pcm.quantise(3e38)).isEqualTo(Short.MAX_VALUE);
  }

  @Test
  void pcmBytesAndFloats() {
    short[] samples = {1, -2, Short.MIN_VALUE, Short.MAX_VALUE};
    assertThat(Pcm.toBytes(samples)).containsExactly(1, 0, 0xfe, 0xff, 0, 0x80, 0xff, 0x7f);
    assertThat(Pcm.fromBytes(Pcm.toBytes(samples))).containsExactly(samples);
    assertThat(Pcm.toFloat(samples))
        .containsExactly(1 / 32_768f, -2 / 32_768f, -1, 32_767 / 32_768f);
    assertThatThrownBy(() -> Pcm.fromBytes(new byte[3])).hasMessage("bytes: 3 must be even");
  }

  @Test
  void realRecordingsPassBitForBit() throws Exception {
    for (String name : List.of("03a01Fa", "16b10Wb")) {
      byte[] file = Files.readAllBytes(SharedData.path("data/emodb/wav/" + name + ".wav"));
      CanonicalAudio audio = canonicaliser.read(file, name);
      // These files have the plain header of 44 bytes.
      assertThat(Pcm.toBytes(audio.samples()))
          .containsExactly(Arrays.copyOfRange(file, 44, file.length));
    }
  }

  @Test
  void stereo48kHzRecording() throws Exception {
    Path file = SharedData.path("data/tau-ambient/audio/bus-lyon-1112-3312.wav");
    CanonicalAudio audio = canonicaliser.read(Files.readAllBytes(file), "bus");
    assertThat(audio.samples()).hasSize(160_000);
    assertThat(audio.channels()).isEqualTo(2);
    assertThat(audio.bits()).isEqualTo(24);
    assertThat(audio.sampleRateHz()).isEqualTo(48_000);
    assertThat(audio.durationSeconds()).isEqualTo(10);
  }

  @Test
  void defectsHaveTheirReasons() {
    short[] second = new short[16_000];
    byte[] good = WavWriter.pcm16(second, 16_000);
    assertReason(Arrays.copyOf(good, good.length / 2), QuarantineReason.TRUNCATED);
    assertReason(new byte[0], QuarantineReason.EMPTY_FILE);
    assertReason(
        "this is a note, not a recording\n".repeat(50).getBytes(StandardCharsets.UTF_8),
        QuarantineReason.NOT_AUDIO);
    assertReason(
        riff(
            "'fmt ' 10000000 0300 0100 803e0000 00fa0000 0400 2000",
            "'data' 08000000 0000003f 0000c07f"),
        QuarantineReason.NON_FINITE);
    assertReason(WavWriter.pcm16(new short[0], 16_000), QuarantineReason.NO_SAMPLES);
    assertReason(WavWriter.pcm16(new short[600 * 16_000], 16_000), QuarantineReason.TOO_LARGE);
  }

  @Test
  void limitsAreInclusive() throws AudioException {
    byte[] file = WavWriter.pcm16(new short[32_000], 16_000);
    assertThat(new Canonicaliser(new AudioLimits(file.length, 2)).read(file, "a").samples())
        .hasSize(32_000);
    assertThatThrownBy(() -> new Canonicaliser(new AudioLimits(file.length - 1, 2)).read(file, "a"))
        .isInstanceOf(AudioException.class)
        .hasMessage("the file has 64044 bytes, the limit is 64043");
    assertThatThrownBy(() -> new Canonicaliser(new AudioLimits(file.length, 1.999)).read(file, "a"))
        .isInstanceOf(AudioException.class)
        .hasMessage("at least 2.000 seconds, the limit is 1.999");
  }

  @Test
  void loudFloatsClip() throws AudioException {
    String fmt = "'fmt ' 10000000 0300 0200 803e0000 00f40100 0800 2000";
    byte[] file = riff(fmt, "'data' 10000000", "ffff7f7f".repeat(2), "ffff7fff".repeat(2));
    assertThat(canonicaliser.read(file, "a").samples())
        .containsExactly(Short.MAX_VALUE, Short.MIN_VALUE);
  }
}
