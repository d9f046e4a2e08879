package org.plateau.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plateau.config.UserException;
import org.plateau.testing.Golden;

/** One contract for every registered feature set. */
class FeatureSetsTest {
  static java.util.Set<String> names() {
    return FeatureSets.all().keySet();
  }

  @Test
  void theBuiltInSetsAreRegistered() {
    assertThat(FeatureSets.all()).containsKeys("logmel64", "mel-s", "raw");
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
    for (float value : matrix.values()) {
      assertThat(value).isFinite();
    }
    assertThat(provider.create().extract(clip).values()).containsExactly(matrix.values());
  }

  @ParameterizedTest
  @MethodSource("names")
  void silenceIsFiniteAndAnEmptyClipIsRefused(String name) {
    FeatureExtractor extractor = FeatureSets.create(name);
    for (float value : extractor.extract(new float[8000]).values()) {
      assertThat(value).isFinite();
    }
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
}
