package org.plateau.stages.analyse;

import java.io.Serializable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.plateau.tables.RunTables;
import org.plateau.tables.Warehouse;

/**
 * What the table {@code models} says.
 *
 * @param models by name
 */
public record Catalogue(Map<String, Entry> models) implements Serializable {
  /** What scores are correlated with. */
  static final List<String> PREDICTORS = List.of("year", "parameters", "macs", "macs_torchinfo");

  static final String TEXT = "text";

  /**
   * One model.
   *
   * @param values by predictor; absent where unknown
   */
  public record Entry(String group, Integer year, String modality, Map<String, Double> values)
      implements Serializable {}

  /** Reads the table. */
  public static Catalogue of(Warehouse warehouse) {
    Map<String, Entry> models = new HashMap<>();
    for (Row row : warehouse.read(RunTables.MODELS).collectAsList()) {
      Map<String, Double> values = new LinkedHashMap<>();
      for (String predictor : PREDICTORS) {
        Number value = row.getAs(predictor);
        if (value != null) {
          values.put(predictor, value.doubleValue());
        }
      }
      models.put(
          row.getAs("model"),
          new Entry(row.getAs("model_group"), row.getAs("year"), row.getAs("modality"), values));
    }
    return new Catalogue(models);
  }

  /** True if the catalogue has the model. */
  boolean knows(String model) {
    return models.containsKey(model);
  }

  /** A predictor's value, NaN where unknown. */
  double value(String model, String predictor) {
    Entry entry = models.get(model);
    Double value = entry == null ? null : entry.values().get(predictor);
    return value == null ? Double.NaN : value;
  }

  /** Group of the model, or null. */
  String group(String model) {
    Entry entry = models.get(model);
    return entry == null ? null : entry.group();
  }

  /** True for text models; names that nobody knows count as audio models. */
  boolean isText(String model, String said) {
    Entry entry = models.get(model);
    return TEXT.equals(said != null ? said : entry == null ? null : entry.modality());
  }
}
