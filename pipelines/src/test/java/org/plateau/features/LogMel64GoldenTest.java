package org.plateau.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plateau.testing.Golden;

/** logmel64 against torchlibrosa's values, with the tolerances of the reference's README. */
class LogMel64GoldenTest {
  private static final FeatureGolden DECIBELS = new FeatureGolden(1e-3, 1e-4);

  private final LogMel64 extractor = new LogMel64();

  @ParameterizedTest
  @CsvSource({"0.03a01Fa", "1.16b10Wb"})
  void wholeRecordings(String stem) {
    DECIBELS.compare("pann16.whole." + stem, extractor.extract(FeatureGolden.recording(stem)));
  }

  @ParameterizedTest
  @CsvSource({"0.03a01Fa", "1.16b10Wb"})
  void threeSecondCrops(String stem) {
    float[] crop = Arrays.copyOf(FeatureGolden.recording(stem), 48_000);
    FeatureMatrix matrix = extractor.extract(crop);
    assertThat(matrix.frames()).isEqualTo(301);
    DECIBELS.compare("pann16.crop3s." + stem, matrix);
  }

  @Test
  void recipe() {
    float[] signal = Golden.signal("features-1", "pann16", 16_000, 0.5);
    DECIBELS.compare("pann16.recipe", extractor.extract(signal));
  }

  @ParameterizedTest
  @CsvSource({"pann32, 32000, 1024, 320, 14000", "pann8, 8000, 256, 80, 4000"})
  void theSameFrontEndAtOtherRates(String name, int rateHz, int fft, int hop, double maxHz) {
    CentredSpectrogram spectrogram =
        new CentredSpectrogram(
            Windows.periodicHann(fft),
            hop,
            CentredSpectrogram.Extension.REFLECTION,
            MelFilterBank.triangles(MelScale.SLANEY, rateHz, fft, 64, 50, maxHz, true));
    float[] values = new float[101 * 64];
    spectrogram.forEachFrame(
        Golden.signal("features-1", name, rateHz, 0.5),
        (frame, power) -> {
          for (int band = 0; band < 64; band++) {
            values[frame * 64 + band] = (float) (10 * Math.log10(power[band]));
          }
        });
    DECIBELS.compare(name + ".recipe", new FeatureMatrix(101, 64, values));
  }

  @Test
  void theSameObjectGivesTheSameValuesAgain() {
    float[] clip = Golden.signal("logmel", "twice", 5000, 0.3);
    FeatureMatrix first = extractor.extract(clip);
    extractor.extract(Golden.signal("logmel", "between", 9000, 0.9));
    assertThat(extractor.extract(clip).values()).containsExactly(first.values());
  }

  @Test
  void shortestClipAndOneBelow() {
    assertThat(extractor.extract(new float[257]).frames()).isEqualTo(2);
    assertThat(extractor.extract(new float[257]).values()).containsOnly(-100f);
    assertThatThrownBy(() -> extractor.extract(new float[256]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("257")
        .hasMessageContaining("256");
  }
}
