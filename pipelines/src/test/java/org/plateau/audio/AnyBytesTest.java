package org.plateau.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever the bytes are, the outcome is audio or a reason. */
class AnyBytesTest {
  private final Canonicaliser canonicaliser = new Canonicaliser(new AudioLimits(1 << 20, 4));

  private void readOrRefuse(byte[] file) {
    try {
      CanonicalAudio audio = canonicaliser.read(file, "any");
      assertThat(audio.samples().length).isBetween(1, 4 * 16_000);
      assertThat(audio.rms()).isBetween(0.0, 1.0);
    } catch (AudioException e) {
      assertThat(e.reason()).isNotNull();
      assertThat(e.detail()).isNotBlank();
    }
  }

  @Property(tries = 500)
  void bytesAfterAnyBeginning(@ForAll("beginnings") byte[] start, @ForAll byte[] rest) {
    byte[] file = Arrays.copyOf(start, start.length + rest.length);
    System.arraycopy(rest, 0, file, start.length, rest.length);
    readOrRefuse(file);
  }

  @Provide
  Arbitrary<byte[]> beginnings() {
    return Arbitraries.of(
        new byte[0],
        WavBytes.typed("'RIFF' ffffffff 'WAVE'"),
        WavBytes.typed("'RIFF' ffffffff 'WAVE' 'fmt ' 10000000"),
        WavBytes.typed("'RIFF' ffffffff 'WAVE'", WavBytes.PCM16, "'data'"),
        WavBytes.typed("'RF64' ffffffff 'WAVE' 'ds64'"),
        WavBytes.typed("'fLaC' 00000022"),
        WavBytes.typed("'OggS' 0002"),
        WavBytes.typed("'ID3' 0400 00 00000000"),
        WavBytes.typed("fffb9000"));
  }

  @Property(tries = 300)
  void changedFiles(
      @ForAll @IntRange(max = 3) int which,
      @ForAll @IntRange(max = 20_000) int place,
      @ForAll int value,
      @ForAll @IntRange(max = 20_000) int cut) {
    byte[] file = Originals.FILES.get(which).clone();
    int at = place % (file.length - 4);
    ByteBuffer.wrap(file).putInt(at, value);
    readOrRefuse(file);
    readOrRefuse(Arrays.copyOf(file, cut % file.length));
  }

  /** One short file a format. */
  private static final class Originals {
    static final List<byte[]> FILES = make();

    private static List<byte[]> make() {
      short[] samples = Arrays.copyOf(CompressedFilesTest.sweep(), 6000);
      try {
        return List.of(
            WavWriter.pcm16(samples, 16_000),
            TestEncoder.encode("flac", "flac", samples, 16_000),
            TestEncoder.encode("libmp3lame", "mp3", samples, 16_000),
            TestEncoder.encode("libopus", "ogg", samples, 16_000));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
