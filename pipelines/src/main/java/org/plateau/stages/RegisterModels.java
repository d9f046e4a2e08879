package org.plateau.stages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.plateau.models.ModelCatalogue;
import org.plateau.models.ModelSizes;
import org.plateau.models.ModelSpec;
import org.plateau.nn.NetworkSize;
import org.plateau.tables.RunTables;
import org.plateau.tables.Warehouse;

/**
 * Fills {@code models} from the catalogue. Sizes are counted on the built network for models that
 * train here, and as published for all others; the column {@code sizes_from} says which.
 */
public final class RegisterModels {
  private static final String NETWORK = "network";
  private static final String CATALOGUE = "catalogue";

  private final Warehouse warehouse;

  public RegisterModels(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** Makes every entry of the catalogue stand in the table; builds no network. */
  public void catalogue(ModelCatalogue catalogue) {
    write(catalogue.all(), rows(), Map.of());
  }

  /**
   * Makes sure that the models stand in the table with sizes counted on their networks; builds only
   * networks that have not been counted.
   *
   * @param models catalogue entries
   * @return multiply-adds of a 3 s clip by model
   */
  public Map<String, Double> execute(List<ModelSpec> models) {
    List<Row> before = rows();
    Map<String, Sizes> sizes = counted(before);
    for (ModelSpec model : models) {
      sizes.computeIfAbsent(
          model.name(),
          name -> Sizes.counted(NetworkSize.of(model, NetworkSize.REFERENCE_CLASSES)));
    }
    write(models, before, sizes);
    Map<String, Double> macs = new HashMap<>();
    models.forEach(model -> macs.put(model.name(), (double) sizes.get(model.name()).macs()));
    return macs;
  }

  /** Parameters by model, for models that stand in the table. */
  public Map<String, Long> parameters() {
    Map<String, Long> parameters = new HashMap<>();
    for (Row row : rows()) {
      Long count = row.getAs("parameters");
      if (count != null) {
        parameters.put(row.getAs("model"), count);
      }
    }
    return parameters;
  }

  /** Sizes as the table holds them. */
  private record Sizes(
      Long parameters, Long trainableParameters, Long macs, Long macsTorchinfo, String from) {
    static Sizes counted(NetworkSize size) {
      return new Sizes(
          size.parameters(),
          size.trainableParameters(),
          size.macs(),
          size.macsTorchinfo(),
          NETWORK);
    }

    static Sizes published(ModelSizes sizes) {
      return sizes == null
          ? new Sizes(null, null, null, null, null)
          : new Sizes(
              sizes.parameters(),
              sizes.trainableParameters(),
              sizes.macs(),
              sizes.macsTorchinfo(),
              CATALOGUE);
    }
  }

  private List<Row> rows() {
    return warehouse.read(RunTables.MODELS).collectAsList();
  }

  /** Sizes by model that were counted on a network. */
  private static Map<String, Sizes> counted(List<Row> rows) {
    Map<String, Sizes> sizes = new HashMap<>();
    for (Row row : rows) {
      if (NETWORK.equals(row.getAs("sizes_from"))) {
        sizes.put(
            row.getAs("model"),
            new Sizes(
                row.getAs("parameters"),
                row.getAs("trainable_parameters"),
                row.getAs("macs"),
                row.getAs("macs_torchinfo"),
                NETWORK));
      }
    }
    return sizes;
  }

  private void write(List<ModelSpec> models, List<Row> before, Map<String, Sizes> known) {
    Map<String, Sizes> sizes = counted(before);
    sizes.putAll(known);
    Set<Row> present = new HashSet<>(before);
    List<Row> changed = new ArrayList<>();
    for (ModelSpec model : models) {
      Sizes counted = sizes.get(model.name());
      Row row = row(model, counted != null ? counted : Sizes.published(model.facts().sizes()));
      if (!present.contains(row)) {
        changed.add(row);
      }
    }
    if (!changed.isEmpty()) {
      warehouse.replaceGroups(
          RunTables.MODELS, "model", TableRows.frame(warehouse, RunTables.MODELS, changed));
    }
  }

  private static Row row(ModelSpec model, Sizes size) {
    return TableRows.of(RunTables.MODELS)
        .with("model", model.name())
        .with("model_group", model.group())
        .with("year", model.year())
        .with("modality", model.modality())
        .with("feature_set", model.featureSet())
        .with("parameters", size.parameters())
        .with("trainable_parameters", size.trainableParameters())
        .with("macs", size.macs())
        .with("macs_torchinfo", size.macsTorchinfo())
        .with("checkpoint", model.checkpoint())
        .with("licence", model.licence())
        .with("pretrained_on", model.pretrainedOn())
        .with("architecture", model.architecture())
        .with("sizes_from", size.from())
        .with("contamination", model.facts().contamination())
        .with("language", model.facts().language())
        .with("state_of", model.facts().stateOf())
        .with("in_paper", model.facts().inPaper())
        .row();
  }
}
