package org.plateau.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.plateau.audio.WavBytes.PCM16;
import static org.plateau.audio.WavBytes.riff;
import static org.plateau.audio.WavBytes.typed;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files typed byte by byte from the format descriptions. */
class WavSourceTest {
  private static final String GUID_TAIL = "000000001000800000aa00389b71";

  private static double[] samples(byte[] file) throws AudioException {
    return ResamplerGoldenTest.readAll(WavSource.open(file));
  }

  private static void assertReason(ThrowingCallable call, QuarantineReason reason) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AudioException.class, e -> assertThat(e.reason()).as(e.detail()).isEqualTo(reason));
  }

  @Test
  void pcm16() throws AudioException {
    WavSource source = WavSource.open(riff(PCM16, "'data' 08000000 0000 ff7f 0080 0040"));
    assertThat(source.sampleRateHz()).isEqualTo(16_000);
    assertThat(source.channels()).isEqualTo(1);
    assertThat(source.bits()).isEqualTo(16);
    assertThat(source.knownFrames()).isEqualTo(4);
    assertThat(ResamplerGoldenTest.readAll(source)).containsExactly(0, 32767 / 32768.0, -1, 0.5);
  }

  @Test
  void pcm8IsUnsigned() throws AudioException {
    String fmt = "'fmt ' 10000000 0100 0100 401f0000 401f0000 0100 0800";
    assertThat(samples(riff(fmt, "'data' 04000000 80 00 ff c0")))
        .containsExactly(0, -1, 127 / 128.0, 0.5);
  }

  @Test
  void pcm24() throws AudioException {
    String fmt = "'fmt ' 10000000 0100 0100 80bb0000 80320200 0300 1800";
    assertThat(samples(riff(fmt, "'data' 09000000 000040 000080 ffffff 00")))
        .containsExactly(0.5, -1, -1 / 8388608.0);
  }

  @Test
  void pcm32() throws AudioException {
    String fmt = "'fmt ' 10000000 0100 0100 803e0000 00fa0000 0400 2000";
    assertThat(samples(riff(fmt, "'data' 0c000000 00000040 00000080 01000000")))
        .containsExactly(0.5, -1, 1 / 2147483648.0);
  }

  @Test
  void pcm24InFourBytesIsLeftJustified() throws AudioException {
    String fmt = "'fmt ' 10000000 0100 0100 803e0000 00fa0000 0400 1800";
    assertThat(samples(riff(fmt, "'data' 04000000 00000040"))).containsExactly(0.5);
  }

  @Test
  void float32WithFactChunk() throws AudioException {
    String fmt = "'fmt ' 12000000 0300 0100 803e0000 00fa0000 0400 2000 0000";
    String fact = "'fact' 04000000 03000000";
    assertThat(samples(riff(fmt, fact, "'data' 0c000000 0000003f 000080bf 0000c03f")))
        .containsExactly(0.5, -1, 1.5);
  }

  @Test
  void float64() throws AudioException {
    String fmt = "'fmt ' 10000000 0300 0100 803e0000 00f40100 0800 4000";
    assertThat(samples(riff(fmt, "'data' 10000000 000000000000e03f 9a9999999999b93f")))
        .containsExactly(0.5, 0.1);
  }

  @Test
  void channelsBecomeTheirMean() throws AudioException {
    String fmt = "'fmt ' 10000000 0100 0200 44ac0000 10b10200 0400 1000";
    WavSource source = WavSource.open(riff(fmt, "'data' 08000000 0040 0020 ff7f 0080"));
    assertThat(source.channels()).isEqualTo(2);
    assertThat(source.sampleRateHz()).isEqualTo(44_100);
    assertThat(ResamplerGoldenTest.readAll(source)).containsExactly(0.375, -0.5 / 32768);
  }

  @Test
  void extensiblePcmWithValidBits() throws AudioException {
    String fmt =
        "'fmt ' 28000000 feff 0100 80bb0000 00ee0200 0400 2000 1600 1800 04000000 0100 "
            + GUID_TAIL;
    WavSource source = WavSource.open(riff(fmt, "'data' 04000000 00000040"));
    assertThat(source.bits()).isEqualTo(24);
    assertThat(ResamplerGoldenTest.readAll(source)).containsExactly(0.5);
  }

  @Test
  void extensibleFloat() throws AudioException {
    String fmt =
        "'fmt ' 28000000 feff 0100 80bb0000 00ee0200 0400 2000 1600 2000 04000000 0300 "
            + GUID_TAIL;
    assertThat(samples(riff(fmt, "'data' 04000000 0000003f"))).containsExactly(0.5);
  }

  @Test
  void chunksAroundAndOddSizesArePassedOver() throws AudioException {
    assertThat(
            samples(
                riff(
                    "'LIST' 03000000 'abc' 00",
                    PCM16,
                    "'junk' 00000000",
                    "'data' 02000000 0040",
                    "'id3 ' 01000000 ff 00")))
        .containsExactly(0.5);
  }

  @Test
  void missingLastPadByteIsNoDefect() throws AudioException {
    String fmt = "'fmt ' 10000000 0100 0100 401f0000 401f0000 0100 0800";
    assertThat(samples(typed("'RIFF' 28000000 'WAVE'", fmt, "'data' 03000000 80 c0 40")))
        .containsExactly(0, 0.5, -0.5);
  }

  @Test
  void incompleteLastFrameIsDropped() throws AudioException {
    assertThat(samples(riff(PCM16, "'data' 03000000 0040 11 00"))).containsExactly(0.5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ffffffff", "00f0ff7f", "ffffff7f", "00000080", "00000000"})
  void streamingSizesRunToTheEnd(String size) throws AudioException {
    assertThat(samples(typed("'RIFF' ffffffff 'WAVE'", PCM16, "'data'", size, "0040 00c0")))
        .containsExactly(0.5, -0.5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00286bee", "000000f0", "01000080", "00e0ff7f"})
  void hugeSizesThatNobodyUsesAsPlaceholderAreTruncated(String size) {
    byte[] file = typed("'RIFF' ffffffff 'WAVE'", PCM16, "'data'", size, "0040 00c0");
    assertReason(() -> WavSource.open(file), QuarantineReason.TRUNCATED);
  }

  @Test
  void rf64TakesTheLongSize() throws AudioException {
    String ds64 = "'ds64' 1c000000 5000000000000000 0400000000000000 0200000000000000 00000000";
    assertThat(
            samples(
                typed(
                    "'RF64' ffffffff 'WAVE'",
                    ds64,
                    PCM16,
                    "'data' ffffffff 0040 00c0",
                    "'LIST' 02000000 'xy'")))
        .containsExactly(0.5, -0.5);
  }

  @Test
  void rf64WithMoreThanIsThereIsTruncated() {
    String ds64 = "'ds64' 1c000000 5000000000000000 0600000001000000 0300000001000000 00000000";
    byte[] file = typed("'RF64' ffffffff 'WAVE'", ds64, PCM16, "'data' ffffffff 0040 00c0");
    assertReason(() -> WavSource.open(file), QuarantineReason.TRUNCATED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'RI'",
        "'RIFF' 2800",
        "'RIFF' 28000000 'WA'",
        "'RIFF' 28000000 'WAVE'",
        "'RIFF' 28000000 'WAVE' 'fmt '",
        "'RIFF' 28000000 'WAVE' 'fmt ' 10000000 0100 0100 803e",
        "'RIFF' 28000000 'WAVE' " + PCM16,
        "'RIFF' 28000000 'WAVE' " + PCM16 + " 'da'",
        "'RIFF' 28000000 'WAVE' " + PCM16 + " 'data' 04000000",
        "'RIFF' 28000000 'WAVE' " + PCM16 + " 'data' 04000000 0040 00",
        "'RIFF' 28000000 'WAVE' " + PCM16 + " 'data' 00000010 0040 0040",
        "'RIFF' 28000000 'WAVE' 'LIST' ffffff7f 'abcd'"
      })
  void filesThatEndTooEarly(String bytes) {
    byte[] file = typed(bytes);
    assertThat(WavHeader.matches(file)).isTrue();
    assertReason(() -> WavSource.open(file), QuarantineReason.TRUNCATED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'data' 00000000",
        "'data' 01000000 40 00",
        "'data' 00000000 'LIST' 02000000 'xy'",
        "'data' ffffffff",
        "'LIST' 02000000 'xy'",
      })
  void soundHeadersWithoutSamples(String chunks) {
    assertReason(() -> WavSource.open(riff(PCM16, chunks)), QuarantineReason.NO_SAMPLES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'data' 02000000 0040",
        "'fmt ' 0e000000 0100 0100 803e0000 007d0000 0200 'data' 02000000 0040",
        "'fmt ' 10000000 0100 0000 803e0000 007d0000 0200 1000 'data' 02000000 0040",
        "'fmt ' 10000000 0100 0100 00000000 007d0000 0200 1000 'data' 02000000 0040",
        "'fmt ' 10000000 0100 0100 ffffffff 007d0000 0200 1000 'data' 02000000 0040",
        "'fmt ' 10000000 feff 0100 803e0000 007d0000 0200 1000 'data' 02000000 0040",
      })
  void impossibleHeaders(String chunks) {
    assertReason(() -> WavSource.open(riff(chunks)), QuarantineReason.NOT_AUDIO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'fmt ' 10000000 0600 0100 803e0000 007d0000 0100 0800",
        "'fmt ' 10000000 0100 0100 803e0000 007d0000 0800 4000",
        "'fmt ' 10000000 0300 0100 803e0000 007d0000 0200 1000",
        "'fmt ' 10000000 0100 0100 803e0000 007d0000 0200 0000",
        "'fmt ' 28000000 feff 0100 80bb0000 00ee0200 0400 2000 1600 2000 04000000 0100 "
            + "000000001000800000aa00389b72",
      })
  void codingsThatAreNotRead(String fmt) {
    assertReason(
        () -> WavSource.open(riff(fmt, "'data' 08000000 0040004000400040")),
        QuarantineReason.UNREADABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0000c07f", "0000807f", "000080ff", "0100807f"})
  void nonFiniteFloats(String value) throws AudioException {
    String fmt = "'fmt ' 10000000 0300 0100 803e0000 00fa0000 0400 2000";
    WavSource source = WavSource.open(riff(fmt, "'data' 08000000 0000003f", value));
    assertReason(() -> source.read(new double[8]), QuarantineReason.NON_FINITE);
  }

  @Test
  void doublesBeyondAFloatAreNonFinite() throws AudioException {
    String fmt = "'fmt ' 10000000 0300 0100 803e0000 00f40100 0800 4000";
    WavSource source = WavSource.open(riff(fmt, "'data' 08000000 000000000000f07e"));
    assertReason(() -> source.read(new double[8]), QuarantineReason.NON_FINITE);
  }

  @Test
  void manyChannelsKeepTheirMean() throws AudioException {
    String fmt = "'fmt ' 10000000 0100 0300 803e0000 00770100 0600 1000";
    assertThat(samples(riff(fmt, "'data' 06000000 0040 0040 0010"))[0])
        .isEqualTo((0.5 + 0.5 + 0.125) / 3, within(0.0));
  }
}
