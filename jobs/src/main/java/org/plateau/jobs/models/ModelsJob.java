package org.plateau.jobs.models;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.plateau.config.LoadedConfig;
import org.plateau.jobs.cli.ExitCodes;
import org.plateau.jobs.cli.Home;
import org.plateau.jobs.cli.Job;
import org.plateau.models.ModelSizes;
import org.plateau.models.ModelSpec;
import org.plateau.stages.ModelReadiness;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the catalogue. */
@Command(
    name = "models",
    description = "List the models of the catalogue.",
    subcommands = ParityJob.class)
public final class ModelsJob extends Job {
  /** How the list is printed. */
  enum Format {
    table,
    csv
  }

  private static final List<String> HEADER =
      List.of(
          "model",
          "model_group",
          "year",
          "modality",
          "feature_set",
          "architecture",
          "parameters",
          "macs",
          "macs_torchinfo",
          "ready",
          "checkpoint",
          "licence");

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Format format;

  @Override
  protected boolean writesWarehouse() {
    return false;
  }

  @Override
  protected int run(LoadedConfig loaded) {
    ModelReadiness readiness = new ModelReadiness(Path.of(loaded.config().openSmile().home()));
    List<List<String>> rows =
        Home.catalogue(loaded).all().stream().map(model -> row(model, readiness)).toList();
    if (format == Format.csv) {
      out().print(csvLine(HEADER));
      rows.forEach(row -> out().print(csvLine(row)));
    } else {
      printTable(rows);
    }
    out().flush();
    return ExitCodes.SUCCESS;
  }

  private static List<String> row(ModelSpec model, ModelReadiness readiness) {
    Optional<ModelSizes> sizes = Optional.ofNullable(model.facts().sizes());
    return List.of(
        model.name(),
        model.group(),
        Integer.toString(model.year()),
        model.modality(),
        model.featureSet(),
        model.architecture(),
        text(sizes.map(ModelSizes::parameters)),
        text(sizes.map(ModelSizes::macs)),
        text(sizes.map(ModelSizes::macsTorchinfo)),
        readiness.obstacle(model).orElse("yes"),
        text(Optional.ofNullable(model.checkpoint())),
        text(Optional.ofNullable(model.licence())));
  }

  private static String text(Optional<?> value) {
    return value.map(Object::toString).orElse("");
  }

  private void printTable(List<List<String>> rows) {
    int[] widths = new int[HEADER.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = HEADER.get(column).length();
      for (List<String> row : rows) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    out().println(padded(HEADER, widths));
    rows.forEach(row -> out().println(padded(row, widths)));
  }

  private static String padded(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = row.get(column);
      line.append(cell).append(" ".repeat(widths[column] - cell.length() + 2));
    }
    return line.toString().stripTrailing();
  }

  private static String csvLine(List<String> row) {
    return row.stream()
        .map(
            cell ->
                cell.matches("(?s).*[\",\r\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell)
        .collect(Collectors.joining(",", "", "\r\n"));
  }
}
