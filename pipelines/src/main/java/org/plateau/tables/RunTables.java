package org.plateau.tables;

import static org.apache.spark.sql.types.DataTypes.FloatType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

/** Tables of models, training runs and what the runs predicted. */
public final class RunTables {
  /** Status of a run whose data or definition has changed: kept, but no longer scored. */
  public static final String SUPERSEDED = "superseded";

  /**
   * {@code sizes_from}: {@code network} counted on the built network, {@code catalogue} as
   * published. {@code state_of}: the model whose results this entry's weights count for.
   */
  public static final TableSpec MODELS =
      TableSpec.table("models", "The catalogue of models")
          .key("model")
          .text("model_group")
          .ints("year")
          .text("modality", "feature_set")
          .longs("parameters", "trainable_parameters", "macs", "macs_torchinfo")
          .text("checkpoint", "licence", "pretrained_on")
          .text("architecture", "sizes_from", "contamination", "language", "state_of")
          .booleans("in_paper")
          .schemaVersion(2)
          .build();

  /**
   * {@code modality}: what an import says of a model that the catalogue may not know. {@code
   * frozen}: names of the parameters that were not trained, null where all were.
   */
  public static final TableSpec RUNS =
      TableSpec.table("runs", "Training runs and imported sets of predictions")
          .key("run_id")
          .text("source", "experiment", "task", "release", "model", "optimiser")
          .text("corpus", "fold")
          .doubles("learning_rate")
          .ints("batch_size", "epochs")
          .longs("seed")
          .text("status")
          .ints("best_epoch")
          .doubles("dev_uar", "seconds")
          .ints("attempts")
          .text("provenance_id", "data_fingerprint", "initial_weights_sha256")
          .text("weights_path", "weights_sha256", "host", "error")
          .longs("parameters")
          .text("modality")
          .longs("trained_parameters")
          .text("frozen")
          .schemaVersion(3)
          .build();

  public static final TableSpec EPOCHS =
      TableSpec.table("epochs", "Losses and dev UAR of each finished epoch")
          .key("run_id")
          .key("epoch", IntegerType)
          .doubles("train_loss", "dev_loss", "dev_uar", "seconds")
          .ints("attempt")
          .build();

  /** {@code config}, {@code software}, {@code host} and {@code table_versions} are JSON. */
  public static final TableSpec PROVENANCE =
      TableSpec.table("provenance", "Code, configuration, software and hosts behind runs")
          .key("provenance_id")
          .text("git_commit", "config", "software", "host", "table_versions")
          .ints("threads")
          .build();

  public static final TableSpec PREDICTIONS =
      TableSpec.table("predictions", "One row a run and test clip; logits in class order")
          .key("run_id", "test_set", "condition", "utterance")
          .text("source", "experiment", "task", "release", "model")
          .longs("seed")
          .text("audio_id", "speaker", "label", "prediction")
          .columns(createArrayType(FloatType), "logits")
          .doubles("loss")
          .partitionedBy("task", "test_set")
          .build();

  private RunTables() {}
}
