package org.plateau.stages.score;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/** The rows that {@link ScoreRun} makes: those of three tables in one, told apart by kind. */
public final class Outcome {
  public static final String SCORE = "score";
  public static final String SPEAKER_SCORE = "speaker_score";
  public static final String FAIRNESS = "fairness";

  /** What identifies a run on a test set; stands on all rows. */
  static final List<String> IDENTITY =
      List.of(
          "run_id",
          "test_set",
          "condition",
          "source",
          "experiment",
          "task",
          "release",
          "model",
          "seed");

  /** Identity, kind, and the columns of all three tables; null where a kind has none. */
  public static final StructType SCHEMA = schema();

  private Outcome() {}

  private static StructType schema() {
    StructType schema = new StructType();
    for (String column : IDENTITY) {
      schema = schema.add(column, column.equals("seed") ? LongType : StringType);
    }
    return schema
        .add("kind", StringType)
        .add("metric", StringType)
        .add("interval", StringType)
        .add("speaker", StringType)
        .add("value", DoubleType)
        .add("ci_low", DoubleType)
        .add("ci_high", DoubleType)
        .add("n", LongType)
        .add("replicates", IntegerType)
        .add("above_chance", BooleanType)
        .add("chance", BooleanType)
        .add("policy", StringType)
        .add("gini", DoubleType)
        .add("mean_speaker_score", DoubleType)
        .add("worst_speaker_score", DoubleType)
        .add("speakers", LongType)
        .add("female_speaker_score", DoubleType)
        .add("male_speaker_score", DoubleType)
        .add("gender_gap", DoubleType);
  }
}
