package org.plateau.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.config.UserException;
import org.plateau.testing.SharedData;

class ModelCatalogueTest {
  @TempDir Path folder;

  @Test
  void holdsTheModels() {
    ModelCatalogue catalogue = real();
    assertThat(catalogue.spec("mel-s-mlp").architecture()).isEqualTo("mlp");
    assertThat(catalogue.spec("mel-s-mlp").options())
        .containsEntry("hidden", "64")
        .containsEntry("dropout", "0.5");
    assertThat(catalogue.spec("CRNN18").featureSet()).isEqualTo("raw");
    assertThat(catalogue.spec("EfficientNet").architecture()).isEqualTo("efficientnet-b0");
  }

  @Test
  void groupAndYearAgreeWithThePublishedList() throws IOException {
    ModelCatalogue catalogue = real();
    Path csv = SharedData.path("reference/models/audio_models.csv");
    int compared = 0;
    for (String line : Files.readAllLines(csv, StandardCharsets.UTF_8)) {
      String[] cells = line.split(",");
      if (catalogue.contains(cells[0])) {
        ModelSpec spec = catalogue.spec(cells[0]);
        assertThat(spec.group()).isEqualTo(cells[1]);
        assertThat(spec.year()).isEqualTo(Integer.parseInt(cells[2]));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(2);
  }

  @Test
  void unknownNameGetsTheNearest() {
    assertThatThrownBy(() -> real().spec("CRN18"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("model CRN18: not in the catalogue; did you mean CRNN18?");
  }

  @Test
  void mistakesNameFileAndLine() throws IOException {
    String entry =
        """
        models.M {
          group = g
          year = 2020
          modality = audio
          feature-set = raw
          architecture = mlp
          definition-version = 1
          licence = none
          %s
        }
        """;
    Path file = folder.resolve("m.conf");
    Files.writeString(file, entry.formatted("licens = MIT"));
    assertThatThrownBy(() -> ModelCatalogue.load(folder))
        .hasMessage(
            file + " line 9: models.M.licens = MIT: unknown key; did you mean models.M.licence?");
    Files.writeString(file, entry.formatted("year = soon"));
    assertThatThrownBy(() -> ModelCatalogue.load(folder))
        .hasMessageContaining("line 9: models.M.year = soon: must be a whole number");
    Files.writeString(file, entry.formatted(""));
    Files.copy(file, folder.resolve("n.conf"));
    assertThatThrownBy(() -> ModelCatalogue.load(folder))
        .hasMessageContaining("n.conf: model M stands in another file too");
  }

  private static ModelCatalogue real() {
    return ModelCatalogue.load(SharedData.root().resolve("conf/models"));
  }
}
