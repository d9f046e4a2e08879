package org.plateau.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which value wins, and what is said of its origin. */
class ConfigLoaderTest {
  @TempDir Path folder;

  @Test
  void commandLineWinsOverFileOverCorporaOverDefaults() throws IOException {
    LoadedConfig loaded =
        ConfigFiles.loaded(
            folder,
            "train.threads = 2\nscore.seed = 7\ncorpora.emodb.split.dev = [\"03\"]\n",
            "train.threads=4",
            "train.threads=5");
    PlateauConfig config = loaded.config();
    assertThat(config.train().threads()).isEqualTo(5);
    assertThat(config.score().seed()).isEqualTo(7);
    assertThat(config.corpora().get("emodb").split().orElseThrow().speakers().get("dev"))
        .containsExactly("03");
    Map<String, String> origins =
        loaded.settings().stream().collect(Collectors.toMap(Setting::key, Setting::origin));
    assertThat(origins)
        .containsEntry("train.threads", "--set")
        .containsEntry("score.seed", folder.resolve("my.conf") + ":2")
        .containsEntry("score.replicates", "default")
        .containsEntry("corpora.emodb.split.dev", folder.resolve("my.conf") + ":3");
    assertThat(origins.get("corpora.emodb.release")).contains("conf/corpora/emodb.conf:");
  }

  @Test
  void settingsShowTypedValues() {
    Map<String, String> values =
        ConfigLoader.load(ConfigFiles.conf(), java.util.Optional.empty(), java.util.List.of())
            .settings()
            .stream()
            .collect(Collectors.toMap(Setting::key, Setting::value));
    assertThat(values)
        .containsEntry("experiment.models", "[\"mel-s-mlp\",\"CRNN18\",\"EfficientNet\"]")
        .containsEntry("experiment.permute-labels", "false")
        .containsEntry("train.checkpoint-interval", "\"15 minutes\"")
        .containsEntry("warehouse", "\"" + Path.of("warehouse").toAbsolutePath() + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"emodb", "emodb-loso", "emodb-permuted"})
  void experimentFilesLoad(String name) {
    Path file = ConfigFiles.conf().resolve("experiments").resolve(name + ".conf");
    ExperimentConfig experiment =
        ConfigLoader.load(ConfigFiles.conf(), java.util.Optional.of(file), java.util.List.of())
            .config()
            .experiment();
    assertThat(experiment.name()).isEqualTo(name);
    assertThat(experiment.hyperParametersOf("mel-s-mlp"))
        .isEqualTo(new HyperParameterConfig("adam", 1e-3, 8, 60));
  }
}
