package org.plateau.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plateau.testing.SharedSpark;

/** The checkpoints that Delta's kernel makes hold all that the entries before them hold. */
class CheckpointsIT {
  @TempDir Path folder;
  private final SparkSession spark = SharedSpark.session();

  static Stream<TableSpec> kinds() {
    return Stream.of(AnalysisTables.NGRAMS, RunTables.PREDICTIONS, CorpusTables.UTTERANCES);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theTableStandsOnItsCheckpointAlone(TableSpec spec) throws IOException {
    Warehouse warehouse = Warehouse.open(spark, folder.resolve("ware house").toString());
    for (int i = 0; i < 11; i++) {
      warehouse.append(spec, rows(spec, i));
    }
    Path log = Path.of(URI.create(warehouse.path(spec).replace(" ", "%20"))).resolve("_delta_log");
    assertThat(log.resolve("00000000000000000010.checkpoint.parquet")).exists();
    for (int version = 0; version < 10; version++) {
      Files.delete(log.resolve("%020d.json".formatted(version)));
    }
    DeltaLog.clearCache();

    assertThat(numbers(warehouse.read(spec), spec)).hasSize(11).doesNotHaveDuplicates();
    assertThat(numbers(spark.read().format("delta").load(warehouse.path(spec)), spec))
        .isEqualTo(numbers(warehouse.read(spec), spec));
    assertThat(DeltaLog.forTableWithSnapshot(spark, warehouse.path(spec))._2().metadata().schema())
        .isEqualTo(spec.schema());
    assertThat(warehouse.appendMissing(spec, rows(spec, 10))).as("known").isZero();
    assertThat(warehouse.appendMissing(spec, rows(spec, 11))).as("new").isEqualTo(1);
  }

  @Test
  void anotherProgramsCheckpointStays() throws IOException {
    Warehouse warehouse = Warehouse.open(spark, folder.resolve("warehouse").toString());
    warehouse.append(AnalysisTables.NGRAMS, rows(AnalysisTables.NGRAMS, 1));
    String path = warehouse.path(AnalysisTables.NGRAMS);
    Path file =
        Path.of(URI.create(path)).resolve("_delta_log/%020d.checkpoint.parquet".formatted(10));
    Files.writeString(file, "theirs");

    Checkpoints.whenDue(path, 10, spark.sessionState().newHadoopConf());

    assertThat(file).hasContent("theirs");
  }

  private static List<String> numbers(Dataset<Row> rows, TableSpec spec) {
    return rows.select(concat(keys(spec))).orderBy(concat(keys(spec))).collectAsList().stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static Column[] keys(TableSpec spec) {
    return spec.keys().stream().map(key -> col(key).cast("string")).toArray(Column[]::new);
  }

  /** One row: keys that hold the number, nothing else. */
  private Dataset<Row> rows(TableSpec spec, int number) {
    return spark
        .range(1)
        .select(
            Arrays.stream(spec.schema().fields())
                .map(field -> value(spec, field, number).as(field.name()))
                .toArray(Column[]::new));
  }

  private static Column value(TableSpec spec, StructField field, int number) {
    boolean text = field.dataType().equals(DataTypes.StringType);
    return spec.keys().contains(field.name())
        ? (text ? lit("k%02d".formatted(number)) : lit(number).cast(field.dataType()))
        : lit(null).cast(field.dataType());
  }
}
