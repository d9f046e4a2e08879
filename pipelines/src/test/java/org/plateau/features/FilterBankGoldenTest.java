package org.plateau.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plateau.testing.Golden;
import org.plateau.testing.ReferenceFiles;

/**
 * fbank80, fbank128 and whisper80 against SpeechBrain, torchaudio and transformers, with the
 * tolerances of the reference's README.
 */
class FilterBankGoldenTest {
  private static final FeatureGolden SPEECHBRAIN_DB = new FeatureGolden(2e-3, 5e-4);
  private static final FeatureGolden KALDI_LOG = new FeatureGolden(5e-3, 3e-4);
  private static final FeatureGolden WHISPER = new FeatureGolden(5e-5, 1e-6);

  @ParameterizedTest
  @CsvSource({"0.03a01Fa", "1.16b10Wb"})
  void speechbrain(String stem) {
    FeatureMatrix matrix = new FilterBank80().extract(FeatureGolden.recording(stem));
    String name = "speechbrain80." + stem;
    SPEECHBRAIN_DB.compare(name, matrix);
    JsonNode summary = ReferenceFiles.json("reference/features/summary.json").get(name);
    double[] means = ReferenceFiles.numbers(summary.get("column_means"));
    for (int band = 0; band < means.length; band++) {
      double sum = 0;
      for (int t = 0; t < matrix.frames(); t++) {
        sum += matrix.values()[t * matrix.dims() + band];
      }
      assertThat(sum / matrix.frames()).isCloseTo(means[band], within(5e-4));
    }
  }

  @ParameterizedTest
  @CsvSource({"0.03a01Fa", "1.16b10Wb"})
  void kaldiOfTheSpectrogramTransformer(String stem) {
    float[] clip = FeatureGolden.recording(stem);
    KALDI_LOG.compare("kaldi128.hanning." + stem, new FilterBank128().extract(clip));
  }

  @ParameterizedTest
  @CsvSource({"0.03a01Fa", "1.16b10Wb"})
  void kaldiWithPoveyWindow(String stem) {
    float[] clip = FeatureGolden.recording(stem);
    KaldiFilterBank povey = new KaldiFilterBank(Windows.povey(400), 80);
    KALDI_LOG.compare("kaldi80.povey." + stem, povey.extract(clip));
    float[] scaled = new float[clip.length];
    for (int i = 0; i < clip.length; i++) {
      scaled[i] = 32768 * clip[i];
    }
    KALDI_LOG.compareSummary(
        ReferenceFiles.json("reference/features/summary.json")
            .get("kaldi80.povey.int16scale." + stem),
        povey.extract(scaled));
  }

  @ParameterizedTest
  @CsvSource({"0.03a01Fa", "1.16b10Wb"})
  void whisper(String stem) {
    FeatureMatrix matrix = new WhisperMel80().extract(FeatureGolden.recording(stem));
    assertThat(matrix.frames()).isEqualTo(3000);
    WHISPER.compare("whisper80." + stem, matrix);
  }

  @Test
  void clipsLongerThanThirtySecondsAreCut() {
    float[] clip = Golden.signal("whisper", "long", 500_000, 0.5);
    float[] cut = Arrays.copyOf(clip, 480_000);
    assertThat(
            Arrays.equals(
                new WhisperMel80().extract(clip).values(),
                new WhisperMel80().extract(cut).values()))
        .isTrue();
  }

  @Test
  void shortestClips() {
    assertThat(new FilterBank80().extract(new float[1]).values()).hasSize(80).containsOnly(-100f);
    FilterBank128 kaldi = new FilterBank128();
    assertThat(kaldi.extract(new float[400]).frames()).isEqualTo(1);
    assertThat(kaldi.extract(new float[559]).frames()).isEqualTo(1);
    assertThat(kaldi.extract(new float[560]).frames()).isEqualTo(2);
    assertThatThrownBy(() -> kaldi.extract(new float[399]))
        .hasMessageContaining("400")
        .hasMessageContaining("399");
    float[] silence = new float[3000 * 80];
    Arrays.fill(silence, -1.5f);
    assertThat(Arrays.equals(new WhisperMel80().extract(new float[1]).values(), silence)).isTrue();
  }
}
