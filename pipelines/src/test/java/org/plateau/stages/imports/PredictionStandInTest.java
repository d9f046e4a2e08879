package org.plateau.stages.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plateau.corpus.standins.PredictionStandIn;
import org.plateau.models.ModelAliases;

class PredictionStandInTest {
  private static final PredictionStandIn.Settings SETTINGS =
      new PredictionStandIn.Settings(
          "t",
          List.of("a", "b", "c"),
          "x/1/test",
          List.of("clean", "noisy"),
          List.of("m", "n"),
          100,
          5);

  @TempDir Path folder;

  private Path write(String name) throws IOException {
    Path file = folder.resolve(name);
    try (PredictionWriter writer = new PredictionWriter(file)) {
      new PredictionStandIn(SETTINGS).write(writer);
    }
    return file;
  }

  /** UAR by condition and model, counted from the file by the checks of an import. */
  private static Map<String, Double> counted(RowReader reader) {
    RowCheck check =
        new RowCheck(
            new ImportRules(
                Map.of("t", SETTINGS.classes()), new ModelAliases(Map.of()), Map.of(), "plateau"),
            "s");
    Map<String, int[][]> counts = new HashMap<>();
    RawRow raw = new RawRow();
    while (reader.next(raw)) {
      CheckedRow row = check.check(raw);
      int label = SETTINGS.classes().indexOf(row.label());
      int[][] count =
          counts.computeIfAbsent(
              row.slot().condition() + " " + row.slot().run().model(), key -> new int[3][2]);
      count[label][0]++;
      count[label][1] += row.label().equals(row.prediction()) ? 1 : 0;
    }
    Map<String, Double> uars = new HashMap<>();
    counts.forEach(
        (key, count) -> {
          double sum = 0;
          for (int[] each : count) {
            sum += (double) each[1] / each[0];
          }
          uars.put(key, sum / count.length);
        });
    return uars;
  }

  @Test
  void theFileHasTheUarsThatAreTold() throws IOException {
    PredictionStandIn standIn = new PredictionStandIn(SETTINGS);
    try (InputStream csv = Files.newInputStream(write("p.csv"));
        InputStream json = Files.newInputStream(write("p.jsonl"))) {
      Map<String, Double> fromCsv = counted(new CsvRows("p.csv", csv, Map.of()));
      assertThat(fromCsv).hasSize(4).isEqualTo(counted(new JsonRows(json, Map.of())));
      for (String condition : SETTINGS.conditions()) {
        standIn
            .uars(condition)
            .forEach(
                (model, uar) ->
                    assertThat(fromCsv.get(condition + " " + model)).isCloseTo(uar, within(1e-12)));
      }
      assertThat(fromCsv.get("clean n")).isGreaterThan(fromCsv.get("clean m"));
      assertThat(fromCsv.get("clean n")).isGreaterThan(fromCsv.get("noisy n"));
    }
  }

  @Test
  void equalSettingsGiveEqualFiles() throws IOException {
    assertThat(write("a.csv")).hasSameBinaryContentAs(write("b.csv"));
    assertThat(write("a.parquet")).hasSameBinaryContentAs(write("b.parquet"));
  }
}
