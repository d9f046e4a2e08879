package org.plateau.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plateau.config.UserException;
import org.plateau.testing.Golden;

/** One contract for every registered feature set. */
class FeatureSetsTest {
  /** The sets of pure Java; native ones need a library of the user's. */
  static List<String> names() {
    return new OwnFeatureSets()
        .providers().stream().map(FeatureExtractorProvider::featureSet).toList();
  }

  @Test
  void nativeSetsAreListedButNeverRunInThisProcess() {
    NativeFeatureSet set = FeatureSets.nativeSet("eGeMAPS-d").orElseThrow();
    assertThat(set.dims()).isEqualTo(25);
    assertThat(set.isStatic()).isFalse();
    assertThat(FeatureSets.nativeSet("IS10-d").orElseThrow().dims()).isEqualTo(76);
    assertThat(FeatureSets.nativeSet("mel-s")).isEmpty();
    assertThatThrownBy(set::create)
        .isInstanceOf(UserException.class)
        .hasMessageContaining("worker processes only");
  }

  @Test
  void theBuiltInSetsAreRegistered() {
    assertThat(FeatureSets.all())
        .containsKeys(
            "fbank80", "fbank128", "logmel64", "mel-s", "raw", "whisper80", "IS09-s", "IS16-d");
  }

  @ParameterizedTest
  @MethodSource("names")
  void matrixAgreesWithItsDescription(String name) {
    FeatureExtractorProvider provider = FeatureSets.provider(name);
    FeatureExtractor extractor = provider.create();
    assertThat(extractor.featureSet()).isEqualTo(name).isEqualTo(provider.featureSet());
    assertThat(extractor.extractor()).isNotBlank();
    assertThat(extractor.names()).doesNotHaveDuplicates();

    float[] clip = Golden.signal("sets", name, 20_000, 0.4);
    FeatureMatrix matrix = extractor.extract(clip);
    assertThat(matrix.dims()).isEqualTo(extractor.names().size());
    assertThat(matrix.frames() == 1).isEqualTo(provider.isStatic());
    assertAllFinite(matrix);
    assertThat(Arrays.equals(provider.create().extract(clip).values(), matrix.values())).isTrue();
  }

  @ParameterizedTest
  @MethodSource("names")
  void silenceIsFiniteAndAnEmptyClipIsRefused(String name) {
    FeatureExtractor extractor = FeatureSets.create(name);
    assertAllFinite(extractor.extract(new float[8000]));
    assertThatThrownBy(() -> extractor.extract(new float[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 0");
  }

  @Test
  void aMisspeltNameIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> FeatureSets.create("logmel46"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'logmel46'")
        .hasMessageContaining("did you mean 'logmel64'?");
  }

  private static void assertAllFinite(FeatureMatrix matrix) {
    for (int i = 0; i < matrix.values().length; i++) {
      if (!Float.isFinite(matrix.values()[i])) {
        assertThat(matrix.values()[i]).as("value %d", i).isFinite();
      }
    }
  }
}
