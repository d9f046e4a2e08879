package org.plateau.nn.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plateau.nn.checkpoint.WeightFileException;

class NameMapTest {
  @ParameterizedTest
  @CsvSource({
    // network, file
    "model.features.0.weight, features.0.weight",
    "model.features.0.weight, module.features.0.weight",
    "bn0.weight, model.bn0.weight",
    "backbone.blocks.0.conv.conv.weight, blocks.0.conv.conv.weight",
    "encoder.conv1.weight, model.encoder.conv1.weight",
    "encoder.conv1.weight, backbone.model.encoder.conv1.weight",
    "frontend.Linear0.bias, frontend.Linear0.bias",
    "model.embeddings.cls_token, audio_spectrogram_transformer.embeddings.cls_token",
    "feature_projection.projection.bias, wav2vec2.feature_projection.projection.bias",
    "bert.embeddings.LayerNorm.weight, bert.embeddings.LayerNorm.gamma",
    "conv.weight_g, conv.parametrizations.weight.original0",
    "conv.parametrizations.weight.original1, wav2vec2.conv.weight_v",
  })
  void wrappersAndOldSpellingsDoNotMatter(String network, String stored) throws Exception {
    assertThat(NameMap.match(List.of(network), List.of(stored, "other"), UnaryOperator.identity()))
        .isEqualTo(Map.of(network, stored));
  }

  @Test
  void anEqualNameWins() throws Exception {
    assertThat(
            NameMap.match(
                List.of("a.weight"),
                List.of("model.a.weight", "a.weight"),
                UnaryOperator.identity()))
        .isEqualTo(Map.of("a.weight", "a.weight"));
  }

  @Test
  void twoForOneAreRefused() {
    assertThatThrownBy(
            () ->
                NameMap.match(
                    List.of("a.weight"),
                    List.of("model.a.weight", "module.a.weight"),
                    UnaryOperator.identity()))
        .isInstanceOf(WeightFileException.class)
        .hasMessageContaining("model.a.weight and module.a.weight both stand for a.weight");
  }

  @Test
  void anArchitectureMayRename() throws Exception {
    assertThat(
            NameMap.match(
                List.of("out.weight"),
                List.of("model.fc_audioset.weight"),
                name -> name.replace("model.fc_audioset", "out")))
        .isEqualTo(Map.of("out.weight", "model.fc_audioset.weight"));
  }
}
