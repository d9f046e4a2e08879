package org.plateau.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
  @Property(tries = 5)
  void lengthIsRoundedUp(
      @ForAll @IntRange(min = 0, max = 3000) int length,
      @ForAll @IntRange(min = 1000, max = 60_000) int inHz,
      @ForAll @IntRange(min = 4000, max = 20_000) int outHz) {
    double[] output = new Resampler(inHz, outHz).resample(new double[length]);
    assertThat(output.length).isEqualTo((int) Math.ceil((double) ((long) length * outHz) / inHz));
    assertThat(output).containsOnly(length == 0 ? new double[0] : new double[] {0});
  }

  @Test
  void equalRatesPassUnchanged() {
    double[] input = {0.1, -0.5, 1.5, 0};
    assertThat(new Resampler(16_000, 16_000).resample(input)).containsExactly(input);
  }

  @ParameterizedTest
  @CsvSource({
    "48000, 16000",
    "44100, 16000",
    "22050, 16000",
    "8000, 16000",
    "11025, 16000",
    "96000, 16000",
    "44101, 16000",
    "15999, 16000",
    "192000, 16000",
    "16000, 48000",
    "16000, 44100"
  })
  void aToneKeepsPlaceAndLevel(int inHz, int outHz) {
    double hz = 0.43 * Math.min(inHz, outHz);
    double[] output = new Resampler(inHz, outHz).resample(tone(hz, inHz, inHz / 2));
    double[] exact = tone(hz, outHz, output.length);
    double error = 0;
    double signal = 0;
    for (int k = output.length / 4; k < output.length * 3 / 4; k++) {
      signal += exact[k] * exact[k];
      error += (output[k] - exact[k]) * (output[k] - exact[k]);
    }
    assertThat(10 * Math.log10(signal / error)).as("SNR in dB").isGreaterThan(120);
  }

  @ParameterizedTest
  @CsvSource({"48000, 16000", "44100, 16000", "44101, 16000", "22050, 16000"})
  void whatCannotBeCarriedVanishes(int inHz, int outHz) {
    double[] input = tone(outHz / 2.0 + 1, inHz, inHz / 2);
    double[] output = new Resampler(inHz, outHz).resample(input);
    double largest = 0;
    for (int k = output.length / 4; k < output.length * 3 / 4; k++) {
      largest = Math.max(largest, Math.abs(output[k]));
    }
    assertThat(largest).as("amplitude of an alias").isLessThan(1e-6);
  }

  @Property(tries = 10)
  void piecesMakeTheSameBitsAsTheWhole(
      @ForAll @IntRange(min = 1, max = 5000) int piece,
      @ForAll @IntRange(min = 1, max = 30_000) int length) {
    double[] input = tone(440, 44_100, length);
    Resampler resampler = new Resampler(44_100, 16_000);
    double[] output = new double[(int) resampler.outputLength(length)];
    int[] written = {0};
    Resampler.Stream stream = resampler.stream(value -> output[written[0]++] = value);
    for (int at = 0; at < length; at += piece) {
      double[] part = Arrays.copyOfRange(input, at, Math.min(length, at + piece));
      stream.push(part, part.length);
    }
    stream.finish();
    assertThat(written[0]).isEqualTo(output.length);
    assertThat(output).containsExactly(resampler.resample(input));
  }

  @Test
  void anImpulseStaysInPlace() {
    double[] input = new double[3001];
    input[1500] = 1;
    double[] output = new Resampler(48_000, 16_000).resample(input);
    for (int k = 1; k <= 500; k++) {
      assertThat(output[500 - k]).isEqualTo(output[500 + k]);
    }
    assertThat(output[500]).isGreaterThan(output[499]);
  }

  @Test
  void refusesImpossibleRates() {
    assertThatThrownBy(() -> new Resampler(0, 16_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("inputRateHz, outputRateHz: 0, 16000 must be at least 1");
  }

  private static double[] tone(double hz, int rateHz, int length) {
    double[] values = new double[length];
    for (int n = 0; n < length; n++) {
      values[n] = Math.sin(2 * Math.PI * hz * n / rateHz + 0.7);
    }
    return values;
  }
}
