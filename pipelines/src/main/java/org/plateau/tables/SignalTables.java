package org.plateau.tables;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;

/** Tables of signals and what is computed from them; rows are facts named by content. */
public final class SignalTables {
  /** Canonical clips: 16 kHz mono signed 16-bit samples, little endian. */
  public static final TableSpec AUDIO =
      TableSpec.table("audio", "Canonical samples, 16 kHz mono PCM16 little endian")
          .key("audio_id")
          .text("source_sha256", "canonical")
          .columns(BinaryType, "samples")
          .longs("num_samples")
          .doubles("rms")
          .wide()
          .build();

  /** Feature matrices: float32 little endian, row-major frames x dims. */
  public static final TableSpec FEATURES =
      TableSpec.table("features", "Feature matrices, float32 little endian, frames x dims")
          .key("feature_set", "extractor", "audio_id")
          .ints("frames", "dims")
          .columns(BinaryType, "values")
          .partitionedBy("feature_set")
          .wide()
          .build();

  public static final TableSpec FEATURE_NAMES =
      TableSpec.table("feature_names", "Name of each dimension of a feature set")
          .key("feature_set", "extractor")
          .key("dim", IntegerType)
          .text("name")
          .build();

  /** Clips that a set has no features of, so that they are not tried at every start. */
  public static final TableSpec FEATURE_FAILURES =
      TableSpec.table("feature_failures", "Clips that a feature set could not be extracted of")
          .key("feature_set", "extractor", "audio_id")
          .text("reason", "detail")
          .build();

  private SignalTables() {}
}
