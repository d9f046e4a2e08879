package org.plateau.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many frames at once must give the bits of one frame after the other. */
class FramesFftTest {
  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8, 16, 32, 64, 512, 1024})
  void powersAreThoseOfSingleTransforms(int length) {
    Random random = new Random(length);
    int frames = 5;
    FramesFft together = new FramesFft(length, frames + 2);
    RealFft single = new RealFft(length);
    double[][] samples = new double[frames][length];
    for (int t = 0; t < frames; t++) {
      for (int n = 0; n < length; n++) {
        samples[t][n] = random.nextGaussian();
        together.row(n)[t] = samples[t][n];
      }
    }
    together.transform(frames);

    double[] re = new double[single.bins()];
    double[] im = new double[single.bins()];
    double[] power = new double[frames];
    for (int t = 0; t < frames; t++) {
      single.transform(samples[t], re, im);
      for (int k = 0; k < single.bins(); k++) {
        together.power(k, frames, power);
        assertThat(power[t]).as("bin %d, frame %d", k, t).isEqualTo(re[k] * re[k] + im[k] * im[k]);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"257,REFLECTION", "10240,REFLECTION", "10239,ZEROS", "1,ZEROS", "40000,REFLECTION"})
  void spectrogramIsThatOfSingleFrames(int samples, CentredSpectrogram.Extension extension) {
    MelFilterBank filters =
        MelFilterBank.triangles(MelScale.SLANEY, 16_000, 512, 64, 50, 8000, true);
    double[] window = Windows.periodicHann(512);
    float[] clip = new float[samples];
    Random random = new Random(samples);
    for (int i = 0; i < samples; i++) {
      clip[i] = i % 20_000 > 18_000 ? 0 : (float) random.nextGaussian(); // some frames are silent
    }
    CentredSpectrogram spectrogram = new CentredSpectrogram(window, 160, extension, filters);
    double[][] found = new double[spectrogram.frames(samples)][];
    spectrogram.forEachFrame(clip, (t, mel) -> found[t] = mel.clone());

    RealFft fft = new RealFft(512);
    for (int t = 0; t < found.length; t++) {
      assertThat(found[t])
          .as("frame %d", t)
          .containsExactly(mel(clip, t, extension, window, fft, filters));
    }
  }

  private static double[] mel(
      float[] clip,
      int t,
      CentredSpectrogram.Extension extension,
      double[] window,
      RealFft fft,
      MelFilterBank filters) {
    double[] frame = new double[512];
    for (int n = 0; n < 512; n++) {
      int at = t * 160 - 256 + n;
      boolean inside = at >= 0 && at < clip.length;
      if (!inside && extension == CentredSpectrogram.Extension.REFLECTION) {
        at = at < 0 ? -at : 2 * (clip.length - 1) - at;
        inside = true;
      }
      frame[n] = inside ? clip[at] * window[n] : 0;
    }
    double[] re = new double[257];
    double[] im = new double[257];
    fft.transform(frame, re, im);
    double[] power = new double[257];
    Arrays.setAll(power, k -> re[k] * re[k] + im[k] * im[k]);
    double[] mel = new double[filters.bands()];
    filters.apply(power, mel);
    return mel;
  }

  @Test
  void lengthsThatAreNoPowerOfTwoAreRefused() {
    assertThatThrownBy(() -> new FramesFft(400, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("400");
  }
}
