package org.plateau.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource({"audio_models.csv, 33", "transformer_models.csv, 21"})
  void entriesAgreeWithThePublishedList(String file, int models) throws IOException {
    ModelCatalogue catalogue = real();
    List<String> lines =
        Files.readAllLines(SharedData.path("reference/models/" + file), StandardCharsets.UTF_8);
    List<String> header = cells(lines.get(0));
    Map<String, List<String>> macs = new HashMap<>();
    Files.readAllLines(SharedData.path("reference/models/macs.csv"), StandardCharsets.UTF_8)
        .forEach(line -> macs.put(cells(line).get(0), cells(line)));
    int compared = 0;
    for (String line : lines.subList(1, lines.size())) {
      List<String> row = cells(line);
      ModelSpec spec = catalogue.spec(row.get(0));
      ModelSizes sizes = spec.facts().sizes();
      assertThat(spec.group()).isEqualTo(row.get(header.indexOf("group")));
      assertThat(spec.year()).asString().isEqualTo(row.get(header.indexOf("year")));
      assertThat(sizes.parameters()).asString().isEqualTo(row.get(header.indexOf("parameters")));
      assertThat(sizes.trainableParameters())
          .asString()
          .isEqualTo(row.get(header.indexOf("trainable_parameters")));
      if (header.contains("checkpoint")) {
        assertThat(spec.checkpoint()).isEqualTo(row.get(header.indexOf("checkpoint")));
      }
      if (macs.containsKey(spec.name())) {
        assertThat(sizes.macs()).asString().isEqualTo(macs.get(spec.name()).get(1));
        assertThat(sizes.macsTorchinfo()).asString().isEqualTo(macs.get(spec.name()).get(2));
      } else {
        assertThat(sizes.macs()).isNull();
      }
      compared++;
    }
    assertThat(compared).isEqualTo(models);
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    Matcher matcher = Pattern.compile("(?:^|,)(?:\"([^\"]*)\"|([^,]*))").matcher(line);
    while (matcher.find()) {
      cells.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }
    return cells;
  }

  @Test
  void thePaperComparesFortyThreeAudioAndSevenTextModels() {
    Map<String, Long> count =
        real().all().stream()
            .filter(model -> model.facts().inPaper())
            .collect(Collectors.groupingBy(ModelSpec::modality, Collectors.counting()));
    assertThat(count).isEqualTo(Map.of("audio", 43L, "text", 7L));
    assertThat(real().contains("w2v2-L-12-emo")).isTrue();
  }

  @Test
  void resultsStandUnderOneName() {
    ModelCatalogue catalogue = real();
    assertThat(catalogue.resultName("IS16-s-lstm")).isEqualTo("IS16-s-mlp");
    assertThat(catalogue.resultName("IS16-d-mlp")).isEqualTo("IS16-d-lstm");
    assertThat(catalogue.resultName("BERT-de")).isEqualTo("BERT");
    assertThat(catalogue.resultName("BERT")).isEqualTo("BERT");
    assertThat(catalogue.resultName("mine")).isEqualTo("mine");
    assertThat(catalogue.inLanguage("RoBERTa", "de").name()).isEqualTo("RoBERTa-de");
    assertThat(catalogue.inLanguage("RoBERTa", "en").name()).isEqualTo("RoBERTa");
    assertThat(catalogue.inLanguage("CRNN18", "de").name()).isEqualTo("CRNN18");
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
