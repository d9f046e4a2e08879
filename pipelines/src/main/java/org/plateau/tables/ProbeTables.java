package org.plateau.tables;

import org.apache.spark.sql.types.DataTypes;

/** Tables of what the layers of networks know and how training moves them. */
public final class ProbeTables {
  /** Pearson's r of a linear probe, mean over the speakers left out, and over all clips pooled. */
  public static final TableSpec PROBING =
      TableSpec.table("probing", "What a layer knows of a feature of the voice")
          .key("run_id")
          .key("epoch", DataTypes.IntegerType)
          .key("layer", DataTypes.IntegerType)
          .key("feature")
          .doubles("pearson_r", "pearson_r_pooled")
          .longs("speakers")
          .build();

  /** Layer a before the first update, layer b after {@code epoch} epochs. */
  public static final TableSpec CKA =
      TableSpec.table("cka", "Likeness of layers before and during training")
          .key("run_id")
          .key("epoch", DataTypes.IntegerType)
          .key("layer_a", DataTypes.IntegerType)
          .key("layer_b", DataTypes.IntegerType)
          .doubles("value", "value_unbiased")
          .build();

  private ProbeTables() {}
}
