package org.plateau.stages;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.plateau.models.ModelSpec;
import org.plateau.nn.NetworkSize;
import org.plateau.tables.RunTables;
import org.plateau.tables.Warehouse;

/** Fills {@code models} from the catalogue, with sizes counted on the built networks. */
public final class RegisterModels {
  private final Warehouse warehouse;

  public RegisterModels(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /**
   * Makes sure that the models stand in the table; builds only networks that do not.
   *
   * @param models catalogue entries
   * @param classes number of logits that sizes are counted with
   * @return multiply-adds of a 3 s clip by model
   */
  public Map<String, Double> execute(List<ModelSpec> models, int classes) {
    Map<String, Double> macs = new HashMap<>();
    warehouse
        .read(RunTables.MODELS)
        .where(col("macs").isNotNull())
        .select("model", "macs")
        .collectAsList()
        .forEach(row -> macs.put(row.getString(0), (double) row.getLong(1)));
    List<Row> rows = new ArrayList<>();
    for (ModelSpec model : models) {
      if (!macs.containsKey(model.name())) {
        NetworkSize size = NetworkSize.of(model, classes);
        macs.put(model.name(), (double) size.macs());
        rows.add(row(model, size));
      }
    }
    if (!rows.isEmpty()) {
      warehouse.replaceGroups(
          RunTables.MODELS, "model", TableRows.frame(warehouse, RunTables.MODELS, rows));
    }
    return macs;
  }

  /** Parameters by model, for models that stand in the table. */
  public Map<String, Long> parameters() {
    Map<String, Long> parameters = new HashMap<>();
    warehouse
        .read(RunTables.MODELS)
        .where(col("parameters").isNotNull())
        .select("model", "parameters")
        .collectAsList()
        .forEach(row -> parameters.put(row.getString(0), row.getLong(1)));
    return parameters;
  }

  private static Row row(ModelSpec model, NetworkSize size) {
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
        .row();
  }
}
