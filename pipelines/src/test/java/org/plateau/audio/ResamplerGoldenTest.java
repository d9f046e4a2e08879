package org.plateau.audio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plateau.testing.SharedData;

/**
 * 48 kHz to 16 kHz against reference/features/resampling.json: tones that must pass, tones that
 * must vanish, real recordings against another resampler's output.
 */
class ResamplerGoldenTest {
  private static final int FIRST = 8000;
  private static final int LAST = 40_000;
  private final Resampler resampler = new Resampler(48_000, 16_000);

  private static JsonNode golden() throws IOException {
    return new ObjectMapper()
        .readTree(SharedData.path("reference/features/resampling.json").toFile());
  }

  @Test
  void passTonesKeepTheirExactValues() throws IOException {
    JsonNode tones = golden().get("tones");
    double[] input = tones(tones.get("pass_hz"), tones.get("pass_phase"), 144_000, 48_000);
    double[] exact = tones(tones.get("pass_hz"), tones.get("pass_phase"), 48_000, 16_000);
    double[] output = resampler.resample(input);
    assertThat(output).hasSize(48_000);
    double signal = 0;
    double error = 0;
    for (int k = FIRST; k < LAST; k++) {
      signal += exact[k] * exact[k];
      error += (output[k] - exact[k]) * (output[k] - exact[k]);
    }
    assertThat(10 * Math.log10(signal / error)).as("pass SNR in dB").isGreaterThanOrEqualTo(120);
  }

  @Test
  void stopTonesVanish() throws IOException {
    JsonNode tones = golden().get("tones");
    double[] input = tones(tones.get("stop_hz"), tones.get("stop_phase"), 144_000, 48_000);
    double[] output = resampler.resample(input);
    double in = meanSquare(input, 0, input.length);
    double out = meanSquare(output, FIRST, LAST);
    assertThat(10 * Math.log10(in / out)).as("rejection in dB").isGreaterThanOrEqualTo(120);
  }

  @ParameterizedTest
  @ValueSource(strings = {"airport-helsinki-1108-3308", "bus-lyon-1112-3312"})
  void recordingsAgreeBelow7000Hz(String name) throws Exception {
    Path recording = SharedData.path("data/tau-ambient/audio/" + name + ".wav");
    double[] mono = readAll(WavSource.open(Files.readAllBytes(recording)));
    JsonNode reference = golden().get("reference").get(name);
    assertThat(mono).hasSize(reference.get("mono48k").get("shape").get(0).asInt());
    JsonNode first = reference.get("mono48k").get("first");
    for (int i = 0; i < first.size(); i++) {
      assertThat(mono[i]).isEqualTo(first.get(i).asDouble());
    }
    double[] output = resampler.resample(mono);
    assertThat(output).hasSize(160_000);
    double[] expected = excerpt(name);
    assertThat(snrBelow(expected, Arrays.copyOfRange(output, 32_000, 64_000), 7000))
        .as("SNR in 0 to 7000 Hz, dB")
        .isGreaterThanOrEqualTo(100);
  }

  private static double[] excerpt(String name) throws IOException {
    Path file = SharedData.path("reference/features/resampled." + name + ".f32le.gz");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      double[] values = new double[bytes.remaining() / 4];
      for (int i = 0; i < values.length; i++) {
        values[i] = bytes.getFloat();
      }
      return values;
    }
  }

  private static double snrBelow(double[] reference, double[] output, double limitHz) {
    int n = reference.length;
    assertThat(output).hasSize(n);
    double[] windowed = new double[n];
    double[] difference = new double[n];
    for (int i = 0; i < n; i++) {
      double hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / n);
      windowed[i] = hann * reference[i];
      difference[i] = hann * (reference[i] - output[i]);
    }
    double[] signal = Dft.powers(windowed);
    double[] error = Dft.powers(difference);
    double signalPower = 0;
    double errorPower = 0;
    for (int k = 0; k * 16_000.0 / n <= limitHz; k++) {
      signalPower += signal[k];
      errorPower += error[k];
    }
    return 10 * Math.log10(signalPower / errorPower);
  }

  static double[] readAll(PcmSource source) throws AudioException {
    double[] all = new double[0];
    double[] block = new double[1000];
    for (int count = source.read(block); count > 0; count = source.read(block)) {
      int before = all.length;
      all = Arrays.copyOf(all, before + count);
      System.arraycopy(block, 0, all, before, count);
    }
    return all;
  }

  private static double[] tones(JsonNode hz, JsonNode phases, int length, int rateHz) {
    double[] sum = new double[length];
    for (int n = 0; n < length; n++) {
      for (int i = 0; i < hz.size(); i++) {
        double angle = 2 * Math.PI * hz.get(i).asDouble() * n / rateHz;
        sum[n] += 0.1 * Math.sin(angle + phases.get(i).asDouble());
      }
    }
    return sum;
  }

  private static double meanSquare(double[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i] * values[i];
    }
    return sum / (to - from);
  }
}
